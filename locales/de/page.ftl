# Beschriftungen, Formulare und alles um die Bestellung herum.

## Frame
skip-to-content = Zum Inhalt springen
languages = Sprache
order-title = Bestellung { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Pakete
timeline-heading = Was geschehen ist
timeline-empty = Noch ist nichts geschehen. Diese Seite füllt sich von selbst.
items-heading = Ihre Bestellung
address-heading = Adresse
messages-heading = Unsere Nachrichten an Sie
messages-none = Wir haben Ihnen noch keine Nachricht gesendet.
message-waiting = unterwegs
message-sent = gesendet
message-failed = konnte nicht zugestellt werden
message-withheld = nicht gesendet
message-unknown = möglicherweise zweimal zugestellt
copy = Kopieren
copied = Kopiert
copy-number = Sendungsnummer { $number } kopieren
opens-carrier = (öffnet die Seite des Versanddienstes)
quantity = Menge: { $count }
help-heading = Stimmt etwas nicht?
help-text-email = Antworten Sie auf eine unserer E-Mails oder schreiben Sie an { $email }. Lassen Sie { $name } im Betreff stehen.
help-text = Antworten Sie auf eine unserer E-Mails. Lassen Sie { $name } im Betreff stehen.
calendar = Termin in den Kalender
feed = Im Feedreader verfolgen
share = Teilen
print = Drucken
updates-heading = E-Mails zu dieser Bestellung
updates-ask = Schreiben Sie mir, wenn sich etwas ändert
updates-stop = Schreiben Sie mir nicht mehr
updates-on = Wir schreiben an { $address }, wenn sich etwas ändert.
updates-off = Wir können an { $address } schreiben, wenn sich etwas ändert.
see-more = Adresse und Nachrichten zeigen
see-more-text = Adresse und Nachrichten sind verborgen. Wir können einen Code an die E-Mail-Adresse der Bestellung senden.
see-more-reduced = Dieser Link ist schon älter und zeigt deshalb weniger. Wir können einen Code an die E-Mail-Adresse der Bestellung senden.
shared-page = Jemand hat diese Seite mit Ihnen geteilt: Sie zeigt weder Preise noch Adresse noch Nachrichten.

## Code page
code-title = Alles zeigen
code-intro = Wir senden einen Code aus 8 Ziffern an die E-Mail-Adresse dieser Bestellung. Er gilt 10 Minuten und nur in diesem Browser.
code-send = Code zusenden
code-sent = Wenn die Bestellung eine E-Mail-Adresse hat, ist ein Code unterwegs. Er gilt 10 Minuten.
code-label = Code aus der E-Mail
code-hint = 8 Ziffern
code-submit = Alles zeigen
code-again = Neuen Code senden
code-wrong =
    { $left ->
        [one] Das ist nicht der Code. Sie haben noch einen Versuch.
       *[other] Das ist nicht der Code. Sie haben noch { $left } Versuche.
    }
code-dead = Dieser Code gilt nicht mehr. Bitte lassen Sie sich einen neuen senden.
code-too-many = Wir haben fürs Erste genug Codes gesendet. Bitte versuchen Sie es in einer Stunde wieder.
code-no-mail-email = Es kommt nichts an? Vielleicht ist die E-Mail-Adresse der Bestellung vertippt. Schreiben Sie an { $email } und lassen Sie { $name } im Betreff stehen: Der Shop kann sie berichtigen.
code-no-mail = Es kommt nichts an? Vielleicht ist die E-Mail-Adresse der Bestellung vertippt. Fragen Sie den Shop nach { $name }: Er kann sie berichtigen.
code-back = Zurück zur Bestellung

## Correcting the e-mail address
address-link = E-Mail-Adresse berichtigen
address-title = E-Mail-Adresse berichtigen
address-intro = Zu dieser Bestellung schreiben wir an { $address }. Geben Sie die richtige Adresse ein; wir senden einen Code dorthin, um sicher zu sein, dass sie Ihnen gehört.
address-label = Richtige E-Mail-Adresse
address-send = Code dorthin senden
address-sent = Ein Code ist unterwegs an { $address }. Er gilt 10 Minuten.
address-confirm = Diese Adresse verwenden
address-wrong = Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.com.
address-same = Dorthin schreiben wir schon.
address-set-by-shop = Der Shop hat festgelegt, an welche Adresse wir zu dieser Bestellung schreiben. Wenn sie geändert werden soll, wenden Sie sich bitte an den Shop.
address-too-many = Wir haben fürs Erste genug Codes gesendet. Bitte versuchen Sie es später wieder.
address-done = Erledigt: Ab jetzt schreiben wir zu dieser Bestellung an { $address }.

## Sharing
share-title = Diese Bestellung teilen
share-intro = Hier erstellen Sie einen zweiten Link für die Familie oder eine Werkstatt. Er zeigt, wo die Bestellung ist, aber keine Preise, keine Adresse und keine Nachrichten. Sie können ihn jederzeit beenden.
share-make = Link erstellen
share-link = Link zum Teilen
share-end = Diesen Link beenden
share-ended = Der Link funktioniert nicht mehr.
share-not-here = Eine geteilte Seite lässt sich nicht weiter teilen.

## Look-up form
find-title = Wo ist meine Bestellung?
find-intro = Die Bestellnummer steht in unseren E-Mails.
find-order = Bestellnummer
find-order-hint = Zum Beispiel #1001
find-proof = E-Mail-Adresse oder Postleitzahl
find-proof-hint = Wie bei der Bestellung angegeben
find-submit = Meine Bestellung zeigen
find-miss = Wir haben keine Bestellung mit dieser Nummer und dieser E-Mail-Adresse oder Postleitzahl gefunden. Bitte prüfen Sie beides; die Nummer steht in unserer Bestätigungs-E-Mail.
find-sent = Wenn eine Bestellung passt, ist ein Link an ihre E-Mail-Adresse unterwegs.
find-missing-order = Bitte geben Sie die Bestellnummer ein.
find-missing-proof = Bitte geben Sie die E-Mail-Adresse oder die Postleitzahl ein.
find-too-many = Das waren viele Versuche. Bitte warten Sie eine Viertelstunde oder nutzen Sie den Link in unseren E-Mails.
find-no-shop = Hier ist noch nichts eingerichtet.

## When something is not there
not-found-title = Dieser Link funktioniert nicht
not-found-text = Vielleicht ist er unvollständig, oder er gilt nicht mehr. Sie können Ihre Bestellung stattdessen suchen.
not-found-page-title = Hier ist nichts
not-found-page-text = Vielleicht ist die Adresse vertippt. Sie können Ihre Bestellung stattdessen suchen.
gone-title = Diese Bestellung wird nicht mehr gezeigt
gone-text = Ihre Daten wurden gelöscht, wie versprochen. Bei Fragen schreiben Sie bitte dem Shop.
busy-title = Einen Moment, bitte
busy-text = Wir können gerade nicht nachsehen. Nichts ist verloren; bitte versuchen Sie es in einer Minute wieder.
busy-again = Noch einmal versuchen
error-title = Bei uns ist etwas schiefgegangen
error-text = Es liegt nicht an Ihnen, und nichts ist verloren. Bitte versuchen Sie es in einer Minute wieder.
refused-title = Das hat nicht geklappt
refused-text = Bitte gehen Sie zurück zur Seite und senden Sie das Formular noch einmal.
too-large-title = Das war zu viel
too-large-text = Das Formular war größer, als wir annehmen. Bitte versuchen Sie es mit weniger.
not-connected-title = Diese Seite ist noch nicht bereit
not-connected-text = Der Shop hat seine Bestellseiten noch nicht verbunden. Bitte versuchen Sie es später oder nutzen Sie den Link in Ihrer E-Mail.
find-link = Bestellung suchen

## Unsubscribing
unsubscribe-title = Weniger E-Mails
unsubscribe-text = Sie bekommen von { $shop } E-Mails darüber, wie es mit Ihrer Bestellung vorangeht. Sie können sie abbestellen; was zum Kauf selbst gehört, etwa eine Erstattung, erreicht Sie weiterhin.
unsubscribe-button = E-Mails zum Fortschritt abbestellen
unsubscribed-title = Erledigt: weniger E-Mails
unsubscribed-text = { $shop } schickt Ihnen keine E-Mails mehr darüber, wie es mit Ihrer Bestellung vorangeht. Die Seite der Bestellung zeigt weiterhin alles.
subscribe-again = Wieder schicken
