# Labels, formulieren en alles rond de bestelling.

## Frame
skip-to-content = Naar de inhoud
languages = Taal
order-title = Bestelling { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Pakketten
timeline-heading = Wat er is gebeurd
timeline-empty = Er is nog niets gebeurd. Deze pagina vult zich vanzelf.
items-heading = Je bestelling
address-heading = Adres
messages-heading = Berichten die we je stuurden
messages-none = We hebben je nog geen bericht gestuurd.
message-waiting = onderweg
message-sent = verstuurd
message-failed = kon niet worden bezorgd
message-withheld = niet verstuurd
message-unknown = mogelijk twee keer bezorgd
copy = Kopiëren
copied = Gekopieerd
copy-number = Trackingnummer { $number } kopiëren
opens-carrier = (opent de pagina van de vervoerder)
quantity = Aantal { $count }
help-heading = Klopt er iets niet?
help-text-email = Beantwoord een van onze e-mails of schrijf naar { $email }. Laat { $name } in het onderwerp staan.
help-text = Beantwoord een van onze e-mails. Laat { $name } in het onderwerp staan.
calendar = Datum in je agenda zetten
feed = Volg in een feedlezer
share = Delen
print = Afdrukken
updates-heading = E-mails over deze bestelling
updates-ask = Mail me als er iets verandert
updates-stop = Mail me niet meer
updates-on = We schrijven naar { $address } als er iets verandert.
updates-off = We kunnen naar { $address } schrijven als er iets verandert.
see-more = Adres en berichten tonen
see-more-text = Adres en berichten zijn verborgen. We kunnen een code sturen naar het e-mailadres van de bestelling.
see-more-reduced = Deze link is al wat ouder en toont daarom minder. We kunnen een code sturen naar het e-mailadres van de bestelling.
shared-page = Iemand heeft deze pagina met je gedeeld: ze toont geen prijzen, adres of berichten.

## Code page
code-title = Alles tonen
code-intro = We sturen een code van 8 cijfers naar het e-mailadres van deze bestelling. Die werkt 10 minuten en alleen in deze browser.
code-send = Stuur me een code
code-sent = Als de bestelling een e-mailadres heeft, is er een code onderweg. Die werkt 10 minuten.
code-label = Code uit de e-mail
code-hint = 8 cijfers
code-submit = Alles tonen
code-again = Nieuwe code sturen
code-wrong =
    { $left ->
        [one] Dat is niet de code. Je hebt nog één poging.
       *[other] Dat is niet de code. Je hebt nog { $left } pogingen.
    }
code-dead = Deze code werkt niet meer. Vraag een nieuwe aan.
code-too-many = We hebben voorlopig genoeg codes gestuurd. Probeer het over een uur opnieuw.
code-no-mail-email = Komt er niets aan? Misschien is het e-mailadres van de bestelling verkeerd getypt. Schrijf naar { $email } en laat { $name } in het onderwerp staan: de winkel kan het verbeteren.
code-no-mail = Komt er niets aan? Misschien is het e-mailadres van de bestelling verkeerd getypt. Vraag de winkel naar { $name }: die kan het verbeteren.
code-back = Terug naar de bestelling

## Correcting the e-mail address
address-link = E-mailadres verbeteren
address-title = E-mailadres verbeteren
address-intro = Over deze bestelling schrijven we naar { $address }. Typ het juiste adres; we sturen er een code heen om zeker te weten dat het van jou is.
address-label = Juiste e-mailadres
address-send = Stuur er een code heen
address-sent = Er is een code onderweg naar { $address }. Die werkt 10 minuten.
address-confirm = Dit adres gebruiken
address-wrong = Dit is geen e-mailadres. Schrijf het als naam@example.com.
address-same = Daar schrijven we al naartoe.
address-set-by-shop = De winkel heeft bepaald naar welk adres we over deze bestelling schrijven. Vraag de winkel om het te veranderen.
address-too-many = We hebben voorlopig genoeg codes gestuurd. Probeer het later opnieuw.
address-done = Gelukt: vanaf nu schrijven we over deze bestelling naar { $address }.

## Sharing
share-title = Deze bestelling delen
share-intro = Hiermee maak je een tweede link voor familie of een werkplaats. Die toont waar de bestelling is, maar geen prijzen, geen adres en geen berichten. Je kunt hem altijd beëindigen.
share-make = Link maken
share-link = Link om te delen
share-end = Deze link beëindigen
share-ended = De link werkt niet meer.
share-not-here = Een gedeelde pagina kun je niet verder delen.

## Look-up form
find-title = Waar is mijn bestelling?
find-intro = Je vindt het bestelnummer in onze e-mails.
find-order = Bestelnummer
find-order-hint = Bijvoorbeeld #1001
find-proof = E-mailadres of postcode
find-proof-hint = Zoals opgegeven bij de bestelling
find-submit = Mijn bestelling tonen
find-miss = We vonden geen bestelling met dit nummer en dit e-mailadres of deze postcode. Controleer beide; het nummer staat in onze bevestigingsmail.
find-sent = Als een bestelling klopt, is er een link onderweg naar het e-mailadres ervan.
find-missing-order = Vul het bestelnummer in.
find-missing-proof = Vul het e-mailadres of de postcode in.
find-too-many = Dat waren veel pogingen. Wacht een kwartier, of gebruik de link in onze e-mails.
find-no-shop = Hier is nog niets ingericht.

## When something is not there
not-found-title = Deze link werkt niet
not-found-text = Misschien is hij onvolledig, of niet meer geldig. Je kunt je bestelling wel opzoeken.
not-found-page-title = Hier is niets
not-found-page-text = Misschien is het adres verkeerd getypt. Je kunt je bestelling wel opzoeken.
gone-title = Deze bestelling wordt niet meer getoond
gone-text = De gegevens zijn gewist, zoals beloofd. Heb je een vraag, schrijf dan de winkel.
busy-title = Een moment
busy-text = We kunnen nu even niet kijken. Er is niets verloren; probeer het over een minuut opnieuw.
busy-again = Opnieuw proberen
error-title = Er ging bij ons iets mis
error-text = Het ligt niet aan jou, en er is niets verloren. Probeer het over een minuut opnieuw.
refused-title = Dat is niet gelukt
refused-text = Ga terug naar de pagina en verstuur het formulier opnieuw.
too-large-title = Dat was te veel
too-large-text = Het formulier was groter dan we aannemen. Probeer het opnieuw met minder.
not-connected-title = Deze pagina is nog niet klaar
not-connected-text = De winkel heeft zijn bestelpagina’s nog niet gekoppeld. Probeer het later opnieuw of gebruik de link in je e-mail.
find-link = Een bestelling opzoeken

## Unsubscribing
unsubscribe-title = Minder e-mails
unsubscribe-text = Je krijgt e-mails van { $shop } over hoe het met je bestelling gaat. Je kunt ze stopzetten; wat bij de aankoop zelf hoort, zoals een terugbetaling, blijft je bereiken.
unsubscribe-button = Stop voortgangsmails
unsubscribed-title = Gelukt: minder e-mails
unsubscribed-text = { $shop } stuurt je geen e-mails meer over hoe het met je bestelling gaat. De pagina van je bestelling laat nog steeds alles zien.
subscribe-again = Stuur ze weer
