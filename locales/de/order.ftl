# Was die Bestellseite über eine Bestellung sagt. Tage und Beträge kommen fertig, in der Sprache der Seite.

## Headline: the first thing a shopper reads
headline-canceled = Storniert
headline-canceled-amount = Storniert, { $amount } erstattet
headline-on-hold = Angehalten
headline-on-hold-payment = Angehalten: Wir warten auf Ihre Zahlung
headline-on-hold-address = Angehalten: Wir müssen Ihre Adresse prüfen
headline-on-hold-stock = Angehalten: Wir warten auf Ware
headline-on-hold-date = Angehalten: Der Termin steht noch nicht fest
headline-on-hold-exchange = Angehalten: Wir warten auf Ihre Rücksendung
headline-not-delivered = Das Paket konnte nicht zugestellt werden
headline-attempted = Der Zusteller hat Sie nicht angetroffen
headline-out-for-delivery = Wird heute zugestellt
headline-out-for-delivery-part = Ein Paket wird heute zugestellt
headline-ready-for-pickup = Zur Abholung bereit
headline-ready-for-pickup-part = Ein Teil Ihrer Bestellung liegt zur Abholung bereit
headline-delayed = Unterwegs verspätet
headline-delayed-expected = Verspätet, jetzt erwartet: { $date }
headline-arriving = Kommt am { $date }
headline-arriving-today = Kommt heute
headline-arriving-tomorrow = Kommt morgen
headline-arriving-part = Ein Teil Ihrer Bestellung kommt am { $date }
headline-on-its-way = Unterwegs
headline-on-its-way-part = Ein Teil Ihrer Bestellung ist unterwegs
headline-shipped = Versandt
headline-shipped-part = Ein Teil Ihrer Bestellung ist versandt
headline-part-delivered = Ein Teil Ihrer Bestellung ist angekommen
headline-delivered = Zugestellt
headline-delivered-on = Zugestellt am { $date }
headline-picked-up = Abgeholt
headline-picked-up-on = Abgeholt am { $date }
headline-return-requested = Rücksendung angefragt
headline-return-in-progress = Ihre Rücksendung läuft
headline-return-inspected = Ihre Rücksendung ist geprüft
headline-returned = Zurückgesandt
headline-scheduled = Für später geplant
headline-scheduled-on = Geplant für { $date }
headline-late = Später als geplant
headline-payment-pending = Wir warten auf Ihre Zahlung
headline-payment-expired = Die Zahlung ist abgelaufen
headline-payment-released = Die Zahlung wurde freigegeben
headline-refunded = Erstattet
headline-refunded-amount = { $amount } erstattet
headline-preparing = Wir bereiten Ihre Bestellung vor
headline-complete = Abgeschlossen
headline-received = Ihre Bestellung ist bei uns

## One sentence of explanation below the headline
lead-canceled = Wir haben diese Bestellung storniert und senden sie nicht.
lead-canceled-customer = Sie haben uns gebeten, diese Bestellung zu stornieren.
lead-canceled-payment = Die Zahlung hat nicht geklappt, deshalb haben wir die Bestellung storniert.
lead-canceled-stock = Wir konnten nicht alle Artikel bekommen und mussten stornieren. Das tut uns leid.
lead-on-hold = Wir prüfen noch etwas, bevor es weitergeht. Sie müssen nichts tun; wir schreiben Ihnen, wenn wir Sie brauchen.
lead-on-hold-payment = Sobald die Zahlung da ist, geht es weiter.
lead-on-hold-address = Etwas an der Adresse scheint nicht zu stimmen. Bitte schreiben Sie uns, damit das Paket Sie findet.
lead-on-hold-stock = Ein Artikel ist ausgegangen. Sobald er wieder da ist, geht es weiter.
lead-on-hold-date = Wir nennen Ihnen den Termin, sobald wir ihn kennen.
lead-on-hold-exchange = Wir senden den neuen Artikel, sobald der alte auf dem Rückweg ist.
lead-part-on-hold = Einige Ihrer Artikel sind angehalten. Mit den übrigen geht es weiter.
lead-not-delivered = Das Paket konnte nicht zugestellt werden. Näheres steht unten beim Paket; oder schreiben Sie uns, wir kümmern uns darum.
lead-attempted = Der Zusteller war an Ihrer Tür. Unten beim Paket steht, wie es weitergeht.
lead-out-for-delivery = Das Paket ist heute auf dem Weg zu Ihnen.
lead-ready-for-pickup = Sie können Ihre Bestellung jetzt abholen.
lead-delayed = Der Versanddienst meldet, dass es länger dauert als geplant. Wir behalten es im Auge.
lead-on-its-way = Der Versanddienst hat Ihr Paket.
lead-shipped = Wir haben Ihr Paket dem Versanddienst übergeben. Bis es dort erscheint, kann ein Tag vergehen.
lead-rest-follows = Der Rest folgt in einem weiteren Paket.
lead-part-delivered = Der Rest ist noch bei uns und folgt.
lead-delivered = Der Versanddienst meldet die Zustellung. Stimmt etwas nicht? Schreiben Sie uns.
lead-picked-up = Sie haben Ihre Bestellung abgeholt. Vielen Dank!
lead-return-requested = Wir haben Ihre Anfrage und antworten bald.
lead-return-in-progress = Sobald Ihr Paket hier und geprüft ist, sagen wir Ihnen, wie es weitergeht.
lead-return-inspected = Wir haben uns angesehen, was Sie zurückgeschickt haben, und sagen Ihnen bald, wie es weitergeht.
lead-returned = Ihre Rücksendung ist abgeschlossen.
lead-return-declined = Wir konnten Ihre Rücksendung nicht annehmen; warum, steht unten.
lead-scheduled = Ihre Bestellung wartet auf diesen Tag. Sie müssen nichts tun.
lead-late = Wir haben den genannten Termin nicht gehalten. Das tut uns leid. Ihre Bestellung ist nicht vergessen.
lead-payment-pending = Wir beginnen, sobald die Zahlung da ist.
lead-payment-expired = Der Betrag war nur reserviert, abgebucht wurde nichts. Bitte schreiben Sie uns, wenn Sie Ihre Bestellung noch möchten.
lead-payment-released = Abgebucht wurde nichts. Bitte schreiben Sie uns, wenn Sie das überrascht.
lead-refunded = Wir haben Ihnen das Geld zurückgezahlt. Es kann einige Tage dauern, bis Sie es auf Ihrem Konto sehen.
lead-preparing = Wir stellen Ihre Artikel zusammen.
lead-complete = Es gibt nichts mehr zu senden.
lead-received = Wir machen uns bald an die Arbeit.

## Progress
stages-label = Fortschritt
stage-ordered = Bestellt
stage-shipped = Versandt
stage-out-for-delivery = In Zustellung
stage-delivered = Zugestellt
stage-ready-for-pickup = Abholbereit
stage-picked-up = Abgeholt
stage-complete = Abgeschlossen
stage-on-hold = Angehalten
stage-delayed = Verspätet
stage-canceled = Storniert
stage-refunded = Erstattet
stage-returned = Rücksendung
stage-past = erledigt
stage-here = jetzt
stage-coming = steht noch aus

## Due date
due-single = Geplant für { $date }
due-range = Geplant für { $from } bis { $to }
due-passed = War geplant für { $date }
due-moved =
    { $count ->
        [one] Der Termin wurde einmal verschoben
       *[other] Der Termin wurde { $count }-mal verschoben
    }
due-move = aus { $from } wurde { $to }
due-move-dropped = { $from } wurde zurückgenommen
due-move-when = am { $date }
date-range = { $from } – { $to }
coming-step = Geplant für { $date }: { $name }.
pace-range = Dauert meist { $from } bis { $to } Werktage; heute ist Tag { $day }.
pace-single =
    { $days ->
        [one] Dauert meist einen Werktag; heute ist Tag { $day }.
       *[other] Dauert meist { $days } Werktage; heute ist Tag { $day }.
    }
pace-longer = Es dauert länger als sonst: Tag { $day } statt { $to }.

## Parcels
parcel-only = Ihr Paket
parcel-of = Paket { $number } von { $count }
parcel-waiting = Noch bei uns
parcel-expected = Erwartet: { $date }
phase-prepared = Übergeben
phase-on-its-way = Unterwegs
phase-delayed = Verspätet
phase-out-for-delivery = In Zustellung
phase-attempted = Zustellung versucht
phase-not-delivered = Nicht zugestellt
phase-ready-for-pickup = Abholbereit
phase-picked-up = Abgeholt
phase-delivered = Zugestellt
phase-waiting = In Vorbereitung
phase-on-hold = Angehalten
phase-scheduled = Geplant
track-at = Bei { $host } verfolgen
tracking-none = Dieses Paket hat keine Sendungsnummer.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] und ein weiterer Artikel
       *[other] und { $count } weitere Artikel
    }

## Timeline
entry-placed = Bestellung eingegangen
entry-payment-pending = Zahlung steht aus
entry-payment-authorized = Betrag reserviert
entry-payment-partially-paid = Teilweise bezahlt
entry-payment-paid = Bezahlt
entry-payment-voided = Reservierung aufgehoben
entry-payment-expired = Die Reservierung des Betrags ist abgelaufen
entry-payment-other = Neues zur Zahlung
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } mit { $gateway }
entry-canceled = Storniert
entry-edited = Bestellung geändert
entry-on-hold = Angehalten
entry-on-hold-payment = Wir warten auf die Zahlung.
entry-on-hold-address = Wir müssen die Adresse prüfen.
entry-on-hold-stock = Wir warten auf Ware.
entry-on-hold-date = Der Termin steht noch nicht fest.
entry-on-hold-exchange = Wir warten auf Ihre Rücksendung.
entry-scheduled = Für später geplant
entry-scheduled-on = Geplant für { $date }
entry-in-progress = In Vorbereitung
entry-shipped = Versandt
entry-shipped-parcel = Paket { $number } von { $count }
entry-shipped-carrier = Übergeben an { $carrier }
entry-shipped-parcel-carrier = Paket { $number } von { $count } wurde an { $carrier } übergeben.
entry-carrier-confirmed = Der Versanddienst hat die Sendungsdaten
entry-carrier-label = Paketschein erstellt
entry-carrier-picked-up = Der Versanddienst hat das Paket
entry-carrier-in-transit = Unterwegs
entry-carrier-delayed = Verspätet
entry-carrier-out-for-delivery = In Zustellung
entry-carrier-attempted = Zustellung versucht
entry-carrier-ready-for-pickup = Zur Abholung bereit
entry-carrier-fetched = Abgeholt
entry-carrier-delivered = Zugestellt
entry-carrier-failure = Nicht zugestellt
entry-carrier-other = Neues vom Versanddienst
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] Ein früherer Scan
       *[other] { $count } frühere Scans
    }
entry-refunded = Erstattet
entry-return-requested = Rücksendung angefragt
entry-return-open = Rücksendung angenommen
entry-return-inspected = Rücksendung geprüft
entry-return-closed = Rücksendung abgeschlossen
entry-return-declined = Rücksendung abgelehnt
entry-return-canceled = Rücksendung storniert
entry-status-correction = Zurück zu: { $status }
entry-status-correction-text = Wir haben den Schritt berichtigt.
entry-due = Geplanter Termin: { $date }
entry-due-moved = Neuer Termin: { $date }
entry-due-dropped = Der Termin wurde zurückgenommen
entry-due-before = Vorher: { $date }.
entry-items-status = { $status }, für einen Teil Ihrer Bestellung
picture-from-shop = Ein Foto vom Shop
entry-comment = Ein Wort vom Shop
entry-comment-by = Ein Wort von { $by }

## Items
item-waiting = In Vorbereitung
item-shipped = Versandt
item-delivered = Zugestellt
item-picked-up = Abgeholt
item-returned = Zurückgenommen
item-canceled = Storniert
item-refunded = Erstattet
item-digital = Nichts zu versenden
item-part-shipped = { $done } von { $count } versandt
item-part-delivered = { $done } von { $count } zugestellt

## Facts about the order
fact-total = Summe
fact-outstanding = Noch zu zahlen
fact-refunded = Erstattet
fact-payment = Zahlung
fact-deliver-to = Lieferung an
payment-pending = Zahlung steht aus
payment-authorized = Reserviert
payment-partially-paid = Teilweise bezahlt
payment-paid = Bezahlt
payment-partially-refunded = Teilweise erstattet
payment-refunded = Erstattet
payment-voided = Aufgehoben
payment-expired = Abgelaufen
payment-other = Wird geprüft

## Time
today = Heute
yesterday = Gestern
tomorrow = Morgen
placed-on = bestellt am { $date }
checked-ago = Beim Shop nachgesehen: { $ago }
checked-now = Gerade eben beim Shop nachgesehen

## When news no longer come in
notice-paused = Neuigkeiten vom Shop kommen im Moment nicht an.
notice-uninstalled = Diese Seite wird nicht mehr aktualisiert.
notice-known-until = Sie sehen, was wir wussten: { $when }.
