# Etiketter, skjemaer og alt rundt ordren.

## Frame
skip-to-content = Hopp til innholdet
languages = Språk
order-title = Ordre { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Pakker
timeline-heading = Hva som har skjedd
timeline-empty = Ingenting har skjedd ennå. Denne siden fylles opp av seg selv.
items-heading = Ordren din
address-heading = Adresse
messages-heading = Meldinger vi har sendt deg
messages-none = Vi har ikke sendt deg noen melding ennå.
message-waiting = på vei
message-sent = sendt
message-failed = kunne ikke leveres
message-withheld = ikke sendt
message-unknown = kan være levert to ganger
copy = Kopier
copied = Kopiert
copy-number = Kopier sporingsnummer { $number }
opens-carrier = (åpner transportørens side)
quantity = Antall { $count }
help-heading = Er noe galt?
help-text-email = Svar på en av e-postene våre, eller skriv til { $email }. Behold { $name } i emnefeltet.
help-text = Svar på en av e-postene våre. Behold { $name } i emnefeltet.
calendar = Legg datoen i kalenderen
feed = Følg i en feedleser
share = Del
print = Skriv ut
updates-heading = E-poster om ordren
updates-ask = Skriv til meg når noe endrer seg
updates-stop = Ikke skriv mer til meg
updates-on = Vi skriver til { $address } når noe endrer seg.
updates-off = Vi kan skrive til { $address } når noe endrer seg.
see-more = Vis adresse og meldinger
see-more-text = Adresse og meldinger er skjult. Vi kan sende en kode til e-postadressen i ordren.
see-more-reduced = Denne lenken er eldre og viser derfor mindre. Vi kan sende en kode til e-postadressen i ordren.
shared-page = Noen har delt denne siden med deg: den viser verken priser, adresse eller meldinger.

## Code page
code-title = Vis alt
code-intro = Vi sender en kode på 8 sifre til e-postadressen i ordren. Den virker i 10 minutter og bare i denne nettleseren.
code-send = Send meg en kode
code-sent = Hvis ordren har en e-postadresse, er en kode på vei. Den virker i 10 minutter.
code-label = Koden fra e-posten
code-hint = 8 sifre
code-submit = Vis alt
code-again = Send en ny kode
code-wrong =
    { $left ->
        [one] Det er ikke koden. Du har ett forsøk igjen.
       *[other] Det er ikke koden. Du har { $left } forsøk igjen.
    }
code-dead = Denne koden virker ikke lenger. Be om en ny.
code-too-many = Vi har sendt nok koder for nå. Prøv igjen om en time.
code-no-mail-email = Kommer det ingenting? Kanskje e-postadressen i ordren er skrevet feil. Skriv til { $email } og behold { $name } i emnefeltet: butikken kan rette den.
code-no-mail = Kommer det ingenting? Kanskje e-postadressen i ordren er skrevet feil. Spør butikken om { $name }: den kan rette den.
code-back = Tilbake til ordren

## Correcting the e-mail address
address-link = Rett e-postadressen
address-title = Rett e-postadressen
address-intro = Vi skriver til { $address } om denne ordren. Skriv den riktige adressen; vi sender en kode dit for å være sikre på at den er din.
address-label = Riktig e-postadresse
address-send = Send en kode dit
address-sent = En kode er på vei til { $address }. Den virker i 10 minutter.
address-confirm = Bruk denne adressen
address-wrong = Dette er ikke en e-postadresse. Skriv den som navn@example.com.
address-same = Dit skriver vi allerede.
address-set-by-shop = Butikken har bestemt hvilken adresse vi skriver til om denne ordren. Be butikken om å endre den.
address-too-many = Vi har sendt nok koder for nå. Prøv igjen senere.
address-done = Ferdig: fra nå av skriver vi til { $address } om denne ordren.

## Sharing
share-title = Del denne ordren
share-intro = Her lager du en ekstra lenke til familien eller et verksted. Den viser hvor ordren er, men ingen priser, ingen adresse og ingen meldinger. Du kan avslutte den når som helst.
share-make = Lag en lenke
share-link = Lenke å dele
share-end = Avslutt lenken
share-ended = Lenken virker ikke lenger.
share-not-here = En delt side kan ikke deles videre.

## Look-up form
find-title = Hvor er ordren min?
find-intro = Du finner ordrenummeret i e-postene våre.
find-order = Ordrenummer
find-order-hint = For eksempel #1001
find-proof = E-postadresse eller postnummer
find-proof-hint = Som oppgitt i ordren
find-submit = Vis ordren min
find-miss = Vi fant ingen ordre med dette nummeret og denne e-postadressen eller dette postnummeret. Sjekk begge deler; nummeret står i bekreftelsen på e-post.
find-sent = Hvis en ordre stemmer, er en lenke på vei til e-postadressen i ordren.
find-missing-order = Skriv inn ordrenummeret.
find-missing-proof = Skriv inn e-postadressen eller postnummeret.
find-too-many = Det var mange forsøk. Vent et kvarter, eller bruk lenken i e-postene våre.
find-no-shop = Dette stedet er ikke satt opp ennå.

## When something is not there
not-found-title = Denne lenken virker ikke
not-found-text = Den kan være ufullstendig, eller den gjelder ikke lenger. Du kan søke opp ordren din i stedet.
not-found-page-title = Her er det ingenting
not-found-page-text = Adressen kan være skrevet feil. Du kan søke opp ordren din i stedet.
gone-title = Denne ordren vises ikke lenger
gone-text = Opplysningene er slettet, som lovet. Har du et spørsmål, skriv til butikken.
busy-title = Et øyeblikk
busy-text = Vi kan ikke slå opp akkurat nå. Ingenting er gått tapt; prøv igjen om et minutt.
busy-again = Prøv igjen
error-title = Noe gikk galt hos oss
error-text = Det er ikke din feil, og ingenting er gått tapt. Prøv igjen om et minutt.
refused-title = Det gikk ikke
refused-text = Gå tilbake til siden, og send skjemaet på nytt.
too-large-title = Det var for mye
too-large-text = Skjemaet var større enn vi tar imot. Prøv igjen med mindre.
not-connected-title = Denne siden er ikke klar ennå
not-connected-text = Butikken har ikke koblet til ordresidene sine ennå. Prøv igjen senere, eller bruk lenken i e-posten din.
find-link = Søk opp en ordre

## Unsubscribing
unsubscribe-title = Færre e-poster
unsubscribe-text = Du får e-poster fra { $shop } om hvordan det går med bestillingen din. Du kan stoppe dem; det som hører til selve kjøpet, for eksempel en refusjon, får du fortsatt.
unsubscribe-button = Stopp e-poster underveis
unsubscribed-title = Ferdig: færre e-poster
unsubscribed-text = { $shop } sender deg ikke flere e-poster om hvordan det går med bestillingen din. Bestillingens side viser fortsatt alt.
subscribe-again = Send dem igjen
