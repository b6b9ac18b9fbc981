# Wat de bestelpagina over een bestelling zegt. Datums en bedragen komen klaar aan, in de taal van de pagina.

## Headline: the first thing a shopper reads
headline-canceled = Geannuleerd
headline-canceled-amount = Geannuleerd, { $amount } terugbetaald
headline-on-hold = In de wacht
headline-on-hold-payment = In de wacht: we wachten op je betaling
headline-on-hold-address = In de wacht: we moeten je adres controleren
headline-on-hold-stock = In de wacht: we wachten op voorraad
headline-on-hold-date = In de wacht: we weten de datum nog niet
headline-on-hold-exchange = In de wacht: we wachten op je retour
headline-not-delivered = Het pakket kon niet worden bezorgd
headline-attempted = De bezorger heeft je gemist
headline-out-for-delivery = Onderweg naar je deur
headline-out-for-delivery-part = Een pakket is onderweg naar je deur
headline-ready-for-pickup = Klaar om af te halen
headline-ready-for-pickup-part = Een deel van je bestelling ligt klaar om af te halen
headline-delayed = Onderweg vertraagd
headline-delayed-expected = Vertraagd, nu verwacht op { $date }
headline-arriving = Komt { $date }
headline-arriving-today = Komt vandaag
headline-arriving-tomorrow = Komt morgen
headline-arriving-part = Een deel van je bestelling komt { $date }
headline-on-its-way = Onderweg
headline-on-its-way-part = Een deel van je bestelling is onderweg
headline-shipped = Verzonden
headline-shipped-part = Een deel van je bestelling is verzonden
headline-part-delivered = Een deel van je bestelling is aangekomen
headline-delivered = Bezorgd
headline-delivered-on = Bezorgd op { $date }
headline-picked-up = Afgehaald
headline-picked-up-on = Afgehaald op { $date }
headline-return-requested = Retour aangevraagd
headline-return-in-progress = Je retour loopt
headline-return-inspected = Je retour is gecontroleerd
headline-returned = Geretourneerd
headline-scheduled = Gepland voor later
headline-scheduled-on = Gepland voor { $date }
headline-late = Later dan gepland
headline-payment-pending = We wachten op je betaling
headline-payment-expired = De betaling is verlopen
headline-payment-released = De betaling is vrijgegeven
headline-refunded = Terugbetaald
headline-refunded-amount = { $amount } terugbetaald
headline-preparing = We maken je bestelling klaar
headline-complete = Afgerond
headline-received = We hebben je bestelling

## One sentence of explanation below the headline
lead-canceled = We hebben deze bestelling geannuleerd en versturen haar niet.
lead-canceled-customer = Je hebt ons gevraagd deze bestelling te annuleren.
lead-canceled-payment = De betaling is niet gelukt, dus we hebben de bestelling geannuleerd.
lead-canceled-stock = We konden niet alle artikelen krijgen en moesten annuleren. Dat spijt ons.
lead-on-hold = We controleren iets voor we verdergaan. Je hoeft niets te doen; we schrijven je als we je nodig hebben.
lead-on-hold-payment = Zodra de betaling binnen is, gaan we verder.
lead-on-hold-address = Er lijkt iets niet te kloppen aan het adres. Schrijf ons, zodat het pakket je vindt.
lead-on-hold-stock = Een artikel is op. We gaan verder zodra het er weer is.
lead-on-hold-date = We laten je de datum weten zodra we die kennen.
lead-on-hold-exchange = We sturen het nieuwe artikel zodra het oude op de terugweg is.
lead-part-on-hold = Een deel van je artikelen staat in de wacht. De rest gaat door.
lead-not-delivered = Het pakket kon niet worden bezorgd. Kijk hieronder bij het pakket, of schrijf ons, dan lossen we het op.
lead-attempted = De bezorger stond voor je deur. Hieronder bij het pakket zie je hoe het verdergaat.
lead-out-for-delivery = De bezorger is vandaag met het pakket onderweg naar je.
lead-ready-for-pickup = Je kunt je bestelling nu afhalen.
lead-delayed = De vervoerder zegt dat het langer duurt dan gepland. We houden het in de gaten.
lead-on-its-way = De vervoerder heeft je pakket.
lead-shipped = We hebben je pakket aan de vervoerder gegeven. Het kan een dag duren voor het daar te zien is.
lead-rest-follows = De rest volgt in een ander pakket.
lead-part-delivered = De rest is nog bij ons en volgt.
lead-delivered = De vervoerder zegt dat het is aangekomen. Klopt er iets niet? Schrijf ons.
lead-picked-up = Je hebt je bestelling afgehaald. Bedankt!
lead-return-requested = We hebben je aanvraag en antwoorden snel.
lead-return-in-progress = Zodra je pakket hier is en gecontroleerd, vertellen we je hoe het verdergaat.
lead-return-inspected = We hebben bekeken wat je hebt teruggestuurd en vertellen je snel hoe het verdergaat.
lead-returned = Je retour is afgerond.
lead-return-declined = We konden je retour niet aannemen; waarom staat hieronder.
lead-scheduled = Je bestelling wacht op deze dag. Je hoeft niets te doen.
lead-late = We hebben de datum die we je gaven niet gehaald. Dat spijt ons. We zijn je bestelling niet vergeten.
lead-payment-pending = We beginnen zodra de betaling binnen is.
lead-payment-expired = Het bedrag was alleen gereserveerd en er is niets afgeschreven. Schrijf ons als je je bestelling nog wilt.
lead-payment-released = Er is niets afgeschreven. Schrijf ons als dat je verrast.
lead-refunded = We hebben je geld terugbetaald. Het kan een paar dagen duren voordat je het op je rekening ziet.
lead-preparing = We leggen je artikelen klaar.
lead-complete = Er is niets meer te versturen.
lead-received = We hebben haar en gaan snel aan de slag.

## Progress
stages-label = Voortgang
stage-ordered = Besteld
stage-shipped = Verzonden
stage-out-for-delivery = Wordt bezorgd
stage-delivered = Bezorgd
stage-ready-for-pickup = Ligt klaar
stage-picked-up = Afgehaald
stage-complete = Afgerond
stage-on-hold = In de wacht
stage-delayed = Vertraagd
stage-canceled = Geannuleerd
stage-refunded = Terugbetaald
stage-returned = Retour
stage-past = klaar
stage-here = nu
stage-coming = komt nog

## Due date
due-single = Gepland voor { $date }
due-range = Gepland voor { $from } tot en met { $to }
due-passed = Was gepland voor { $date }
due-moved =
    { $count ->
        [one] De datum is één keer verschoven
       *[other] De datum is { $count } keer verschoven
    }
due-move = { $from } werd { $to }
due-move-dropped = { $from } is ingetrokken
due-move-when = op { $date }
date-range = { $from } – { $to }
coming-step = Gepland voor { $date }: { $name }.
pace-range = Duurt meestal { $from } tot { $to } werkdagen; dit is dag { $day }.
pace-single =
    { $days ->
        [one] Duurt meestal één werkdag; dit is dag { $day }.
       *[other] Duurt meestal { $days } werkdagen; dit is dag { $day }.
    }
pace-longer = Dit duurt langer dan anders: dag { $day } in plaats van { $to }.

## Parcels
parcel-only = Je pakket
parcel-of = Pakket { $number } van { $count }
parcel-waiting = Nog bij ons
parcel-expected = Verwacht op { $date }
phase-prepared = Overgedragen
phase-on-its-way = Onderweg
phase-delayed = Vertraagd
phase-out-for-delivery = Wordt bezorgd
phase-attempted = Bezorging geprobeerd
phase-not-delivered = Niet bezorgd
phase-ready-for-pickup = Klaar om af te halen
phase-picked-up = Afgehaald
phase-delivered = Bezorgd
phase-waiting = Wordt klaargemaakt
phase-on-hold = In de wacht
phase-scheduled = Gepland
track-at = Volgen bij { $host }
tracking-none = Dit pakket heeft geen trackingnummer.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] en nog één artikel
       *[other] en nog { $count } artikelen
    }

## Timeline
entry-placed = Bestelling ontvangen
entry-payment-pending = Wacht op betaling
entry-payment-authorized = Bedrag gereserveerd
entry-payment-partially-paid = Deels betaald
entry-payment-paid = Betaald
entry-payment-voided = Reservering opgeheven
entry-payment-expired = De reservering van het bedrag is verlopen
entry-payment-other = Betaling bijgewerkt
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } met { $gateway }
entry-canceled = Geannuleerd
entry-edited = Bestelling gewijzigd
entry-on-hold = In de wacht gezet
entry-on-hold-payment = We wachten op de betaling.
entry-on-hold-address = We moeten het adres controleren.
entry-on-hold-stock = We wachten op voorraad.
entry-on-hold-date = De datum is nog niet bekend.
entry-on-hold-exchange = We wachten op je retour.
entry-scheduled = Gepland voor later
entry-scheduled-on = Gepland voor { $date }
entry-in-progress = Wordt klaargemaakt
entry-shipped = Verzonden
entry-shipped-parcel = Pakket { $number } van { $count }
entry-shipped-carrier = Overgedragen aan { $carrier }
entry-shipped-parcel-carrier = Pakket { $number } van { $count } is overgedragen aan { $carrier }.
entry-carrier-confirmed = De vervoerder heeft de gegevens van de zending
entry-carrier-label = Verzendlabel gemaakt
entry-carrier-picked-up = De vervoerder heeft het pakket
entry-carrier-in-transit = Onderweg
entry-carrier-delayed = Vertraagd
entry-carrier-out-for-delivery = Wordt bezorgd
entry-carrier-attempted = Bezorging geprobeerd
entry-carrier-ready-for-pickup = Klaar om af te halen
entry-carrier-fetched = Afgehaald
entry-carrier-delivered = Bezorgd
entry-carrier-failure = Niet bezorgd
entry-carrier-other = Nieuws van de vervoerder
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] Eén eerdere scan
       *[other] { $count } eerdere scans
    }
entry-refunded = Terugbetaald
entry-return-requested = Retour aangevraagd
entry-return-open = Retour goedgekeurd
entry-return-inspected = Retour gecontroleerd
entry-return-closed = Retour afgerond
entry-return-declined = Retour afgewezen
entry-return-canceled = Retour geannuleerd
entry-status-correction = Terug naar: { $status }
entry-status-correction-text = We hebben de stap verbeterd.
entry-due = Geplande datum: { $date }
entry-due-moved = Nieuwe datum: { $date }
entry-due-dropped = De datum is ingetrokken
entry-due-before = Eerder: { $date }.
entry-items-status = { $status }, voor een deel van je bestelling
picture-from-shop = Een foto van de winkel
entry-comment = Een woordje van de winkel
entry-comment-by = Een woordje van { $by }

## Items
item-waiting = Wordt klaargemaakt
item-shipped = Verzonden
item-delivered = Bezorgd
item-picked-up = Afgehaald
item-returned = Teruggenomen
item-canceled = Geannuleerd
item-refunded = Terugbetaald
item-digital = Niets te verzenden
item-part-shipped = { $done } van { $count } verzonden
item-part-delivered = { $done } van { $count } bezorgd

## Facts about the order
fact-total = Totaal
fact-outstanding = Nog te betalen
fact-refunded = Terugbetaald
fact-payment = Betaling
fact-deliver-to = Bezorgen bij
payment-pending = Wacht op betaling
payment-authorized = Gereserveerd
payment-partially-paid = Deels betaald
payment-paid = Betaald
payment-partially-refunded = Deels terugbetaald
payment-refunded = Terugbetaald
payment-voided = Opgeheven
payment-expired = Verlopen
payment-other = Wordt gecontroleerd

## Time
today = Vandaag
yesterday = Gisteren
tomorrow = Morgen
placed-on = besteld op { $date }
checked-ago = Nagekeken bij de winkel: { $ago }
checked-now = Zojuist nagekeken bij de winkel

## When news no longer come in
notice-paused = Nieuws van de winkel is op dit moment vertraagd.
notice-uninstalled = Deze pagina wordt niet meer bijgewerkt.
notice-known-until = Je ziet wat we wisten: { $when }.
