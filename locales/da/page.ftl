# Tekster, formularer og alt rundt om ordren.

## Frame
skip-to-content = Gå til indholdet
languages = Sprog
order-title = Ordre { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Pakker
timeline-heading = Hvad der er sket
timeline-empty = Der er ikke sket noget endnu. Siden fyldes op af sig selv.
items-heading = Din ordre
address-heading = Adresse
messages-heading = Beskeder, vi har sendt dig
messages-none = Vi har ikke sendt dig nogen beskeder endnu.
message-waiting = på vej
message-sent = sendt
message-failed = kunne ikke leveres
message-withheld = ikke sendt
message-unknown = måske leveret to gange
copy = Kopiér
copied = Kopieret
copy-number = Kopiér sporingsnummer { $number }
opens-carrier = (åbner transportørens side)
quantity = Antal { $count }
help-heading = Er der noget galt?
help-text-email = Svar på en af vores mails, eller skriv til { $email }. Behold { $name } i emnefeltet.
help-text = Svar på en af vores mails. Behold { $name } i emnefeltet.
calendar = Føj datoen til din kalender
feed = Følg i en feedlæser
share = Del
print = Udskriv
updates-heading = Mails om ordren
updates-ask = Skriv til mig, når noget ændrer sig
updates-stop = Skriv ikke mere til mig
updates-on = Vi skriver til { $address }, når noget ændrer sig.
updates-off = Vi kan skrive til { $address }, når noget ændrer sig.
see-more = Vis adresse og beskeder
see-more-text = Adresse og beskeder er skjult. Vi kan sende en kode til ordrens mailadresse.
see-more-reduced = Linket er af ældre dato og viser derfor mindre. Vi kan sende en kode til ordrens mailadresse.
shared-page = Nogen har delt denne side med dig: den viser hverken priser, adresse eller beskeder.

## Code page
code-title = Vis det hele
code-intro = Vi sender en kode på 8 cifre til ordrens mailadresse. Den virker i 10 minutter og kun i denne browser.
code-send = Send mig en kode
code-sent = Hvis ordren har en mailadresse, er en kode på vej. Den virker i 10 minutter.
code-label = Koden fra mailen
code-hint = 8 cifre
code-submit = Vis det hele
code-again = Send en ny kode
code-wrong =
    { $left ->
        [one] Det er ikke koden. Du har ét forsøg mere.
       *[other] Det er ikke koden. Du har { $left } forsøg mere.
    }
code-dead = Koden virker ikke længere. Bed om en ny.
code-too-many = Vi har sendt nok koder for nu. Prøv igen om en time.
code-no-mail-email = Kommer der ikke noget? Måske er ordrens mailadresse skrevet forkert. Skriv til { $email }, og behold { $name } i emnefeltet: butikken kan rette den.
code-no-mail = Kommer der ikke noget? Måske er ordrens mailadresse skrevet forkert. Spørg butikken om { $name }: den kan rette den.
code-back = Tilbage til ordren

## Correcting the e-mail address
address-link = Ret mailadressen
address-title = Ret mailadressen
address-intro = Vi skriver til { $address } om ordren. Skriv den rigtige adresse; vi sender en kode dertil for at være sikre på, at den er din.
address-label = Den rigtige mailadresse
address-send = Send en kode dertil
address-sent = En kode er på vej til { $address }. Den virker i 10 minutter.
address-confirm = Brug denne adresse
address-wrong = Det er ikke en mailadresse. Skriv den som navn@example.com.
address-same = Dertil skriver vi allerede.
address-set-by-shop = Butikken har bestemt, hvilken adresse vi skriver til om ordren. Bed butikken om at ændre den.
address-too-many = Vi har sendt nok koder for nu. Prøv igen senere.
address-done = Klaret: fra nu af skriver vi til { $address } om ordren.

## Sharing
share-title = Del denne ordre
share-intro = Her laver du et ekstra link til familien eller et værksted. Det viser, hvor ordren er, men ingen priser, ingen adresse og ingen beskeder. Du kan afslutte det når som helst.
share-make = Lav et link
share-link = Link, du kan dele
share-end = Afslut linket
share-ended = Linket virker ikke længere.
share-not-here = En delt side kan ikke deles videre.

## Look-up form
find-title = Hvor er min ordre?
find-intro = Du finder ordrenummeret i vores mails.
find-order = Ordrenummer
find-order-hint = For eksempel #1001
find-proof = Mailadresse eller postnummer
find-proof-hint = Som angivet i ordren
find-submit = Vis min ordre
find-miss = Vi fandt ingen ordre med dette nummer og denne mailadresse eller dette postnummer. Tjek begge dele; nummeret står i vores bekræftelsesmail.
find-sent = Hvis en ordre passer, er et link på vej til dens mailadresse.
find-missing-order = Skriv ordrenummeret.
find-missing-proof = Skriv mailadressen eller postnummeret.
find-too-many = Det var mange forsøg. Vent et kvarter, eller brug linket i vores mails.
find-no-shop = Dette sted er ikke sat op endnu.

## When something is not there
not-found-title = Linket virker ikke
not-found-text = Måske mangler der noget af det, eller også gælder det ikke længere. Du kan slå din ordre op i stedet.
not-found-page-title = Her er ikke noget
not-found-page-text = Adressen er måske skrevet forkert. Du kan slå din ordre op i stedet.
gone-title = Denne ordre vises ikke længere
gone-text = Dens data er slettet, som lovet. Har du et spørgsmål, så skriv til butikken.
busy-title = Et øjeblik
busy-text = Vi kan ikke slå op lige nu. Intet er gået tabt; prøv igen om et minut.
busy-again = Prøv igen
error-title = Noget gik galt hos os
error-text = Det er ikke din skyld, og intet er gået tabt. Prøv igen om et minut.
refused-title = Det lykkedes ikke
refused-text = Gå tilbage til siden, og send formularen igen.
too-large-title = Det var for meget
too-large-text = Formularen var større, end vi tager imod. Prøv igen med mindre.
not-connected-title = Denne side er ikke klar endnu
not-connected-text = Butikken har ikke forbundet sine ordresider endnu. Prøv igen senere, eller brug linket i din e-mail.
find-link = Slå en ordre op

## Unsubscribing
unsubscribe-title = Færre e-mails
unsubscribe-text = Du får e-mails fra { $shop } om, hvordan det går med din ordre. Du kan stoppe dem; det, der hører til selve købet, for eksempel en tilbagebetaling, får du stadig.
unsubscribe-button = Stop e-mails undervejs
unsubscribed-title = Klaret: færre e-mails
unsubscribed-text = { $shop } sender dig ikke flere e-mails om, hvordan det går med din ordre. Ordrens side viser stadig alt.
subscribe-again = Send dem igen
