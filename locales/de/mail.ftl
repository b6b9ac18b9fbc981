# Nachrichten an Kunden, bis ein Shop eigene schreibt.

mail-code-subject = { $code } ist Ihr Code für Bestellung { $name }
mail-link-subject = Ihr Link zu Bestellung { $name }
mail-status-subject = { $shop }, Bestellung { $name }: { $status }
## Calendar file
calendar-due = { $shop }: Bestellung { $name }
calendar-arrives = { $shop }: Bestellung { $name } kommt an

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Guten Tag,
mail-hello-name = Guten Tag { $customer },
mail-button = Bestellung ansehen
mail-closing =
    Freundliche Grüße
    { $shop }
mail-why = Sie erhalten diese E-Mail, weil Sie bei { $shop } bestellt haben.
mail-unsubscribe = Keine E-Mails zum Fortschritt mehr
mail-fact-order = Bestellung
mail-fact-due = Voraussichtlich
mail-fact-tracking = Sendungsnummer
mail-fact-amount = Erstattet
mail-items = Ihre Artikel
mail-items-more = und { $count } weitere
mail-status-text = Es gibt Neues zu Ihrer Bestellung { $name }.
mail-due-subject = Der Termin Ihrer Bestellung { $name }
mail-due-headline-given = Ihre Bestellung hat einen Termin
mail-due-headline-moved = Ihre Bestellung hat einen neuen Termin
mail-due-headline-dropped = Der Termin Ihrer Bestellung ist wieder offen
mail-due-given = Voraussichtlicher Termin: { $date }
mail-due-moved = Neuer Termin: { $date } (vorher: { $before })
mail-due-dropped = Den genannten Termin können wir nicht halten und kennen noch keinen neuen. Wir melden uns, sobald wir ihn wissen.
mail-comment-subject = Eine Nachricht zu Bestellung { $name }
mail-comment-headline = Eine Nachricht für Sie
mail-comment-text = { $shop } schreibt Ihnen zu Bestellung { $name }:
mail-received-subject = Danke für Bestellung { $name }
mail-received-headline = Danke für Ihre Bestellung
mail-received-text = Wir haben Bestellung { $name } erhalten und fangen an. Auf ihrer Seite sehen Sie jederzeit, wie weit sie ist.
mail-hold-subject = Bestellung { $name } wartet
mail-hold-headline = Ihre Bestellung wartet
mail-hold-text = Mit Bestellung { $name } kommen wir gerade nicht weiter. Sobald es weitergeht, sehen Sie es auf ihrer Seite.
mail-shipped-subject = Bestellung { $name } ist unterwegs
mail-shipped-headline = Ihr Paket ist unterwegs
mail-shipped-text = Gute Nachricht: Ein Paket aus Bestellung { $name } ist bei uns losgegangen.
mail-out-subject = Bestellung { $name } wird zugestellt
mail-out-headline = Ihr Paket ist beim Zusteller
mail-out-text = Ein Paket aus Bestellung { $name } ist bald bei Ihnen.
mail-pickup-subject = Bestellung { $name } liegt zur Abholung bereit
mail-pickup-headline = Bereit zur Abholung
mail-pickup-text = Sie können Bestellung { $name } abholen. Bitte bringen Sie die Bestellnummer mit.
mail-delivered-subject = Bestellung { $name } ist angekommen
mail-delivered-headline = Ihr Paket ist angekommen
mail-delivered-text = Ein Paket aus Bestellung { $name } wurde zugestellt. Wenn Sie es nicht finden oder etwas nicht stimmt, melden Sie sich bitte bei uns.
mail-canceled-subject = Bestellung { $name } wurde storniert
mail-canceled-headline = Ihre Bestellung wurde storniert
mail-canceled-text = Bestellung { $name } wurde storniert und wird nicht verschickt.
mail-refunded-subject = Eine Erstattung für Bestellung { $name }
mail-refunded-headline = Ihr Geld ist auf dem Rückweg
mail-refunded-text = Wir haben für Bestellung { $name } Geld erstattet. Es kann einige Tage dauern, bis Sie es auf Ihrem Konto sehen.
mail-return-subject = Ihre Rücksendung zu Bestellung { $name }
mail-return-headline = Neues zu Ihrer Rücksendung
mail-return-requested = Ihr Wunsch, etwas aus Bestellung { $name } zurückzugeben, ist bei uns angekommen. Wir antworten bald.
mail-return-open = Ihre Rücksendung zu Bestellung { $name } wurde angenommen. Wie es weitergeht, sehen Sie auf der Seite der Bestellung.
mail-return-declined = Es tut uns leid: Ihre Rücksendung zu Bestellung { $name } konnten wir nicht annehmen.
mail-return-canceled = Ihre Rücksendung zu Bestellung { $name } wurde abgebrochen.
mail-return-closed = Ihre Rücksendung zu Bestellung { $name } ist abgeschlossen. Vielen Dank.
mail-return-other = Es gibt Neues zu Ihrer Rücksendung zu Bestellung { $name }.
mail-link-headline = Ihr Link
mail-link-text = Sie haben nach dem Link zu Bestellung { $name } gefragt. Wenn Sie es nicht waren, müssen Sie nichts tun.
mail-code-headline = Ihr Code
mail-code-text = Geben Sie diesen Code zu Bestellung { $name } in dem Browser ein, in dem Sie ihn angefordert haben. Er gilt 10 Minuten. Wenn Sie es nicht waren, müssen Sie nichts tun.
