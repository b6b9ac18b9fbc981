# Etiketter, formulär och allt runt ordern.

## Frame
skip-to-content = Hoppa till innehållet
languages = Språk
order-title = Order { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Paket
timeline-heading = Vad som har hänt
timeline-empty = Inget har hänt än. Den här sidan fylls på av sig själv.
items-heading = Din order
address-heading = Adress
messages-heading = Meddelanden vi har skickat dig
messages-none = Vi har inte skickat dig något meddelande än.
message-waiting = på väg
message-sent = skickat
message-failed = kunde inte levereras
message-withheld = inte skickat
message-unknown = kan ha levererats två gånger
copy = Kopiera
copied = Kopierat
copy-number = Kopiera spårningsnummer { $number }
opens-carrier = (öppnar transportörens sida)
quantity = Antal { $count }
help-heading = Är något fel?
help-text-email = Svara på något av våra mejl eller skriv till { $email }. Behåll { $name } i ämnesraden.
help-text = Svara på något av våra mejl. Behåll { $name } i ämnesraden.
calendar = Lägg till datumet i kalendern
feed = Följ i en flödesläsare
share = Dela
print = Skriv ut
updates-heading = Mejl om ordern
updates-ask = Skriv till mig när något ändras
updates-stop = Skriv inte mer till mig
updates-on = Vi skriver till { $address } när något ändras.
updates-off = Vi kan skriva till { $address } när något ändras.
see-more = Visa adress och meddelanden
see-more-text = Adress och meddelanden är dolda. Vi kan skicka en kod till orderns e-postadress.
see-more-reduced = Länken är äldre och visar därför mindre. Vi kan skicka en kod till orderns e-postadress.
shared-page = Någon har delat den här sidan med dig: den visar varken priser, adress eller meddelanden.

## Code page
code-title = Visa allt
code-intro = Vi skickar en kod med 8 siffror till orderns e-postadress. Den fungerar i 10 minuter och bara i den här webbläsaren.
code-send = Skicka en kod till mig
code-sent = Om ordern har en e-postadress är en kod på väg. Den fungerar i 10 minuter.
code-label = Koden från mejlet
code-hint = 8 siffror
code-submit = Visa allt
code-again = Skicka en ny kod
code-wrong =
    { $left ->
        [one] Det är inte koden. Du har ett försök kvar.
       *[other] Det är inte koden. Du har { $left } försök kvar.
    }
code-dead = Koden fungerar inte längre. Be om en ny.
code-too-many = Vi har skickat tillräckligt många koder för tillfället. Försök igen om en timme.
code-no-mail-email = Kommer det inget? Kanske är orderns e-postadress felskriven. Skriv till { $email } och behåll { $name } i ämnesraden: butiken kan rätta den.
code-no-mail = Kommer det inget? Kanske är orderns e-postadress felskriven. Fråga butiken om { $name }: den kan rätta den.
code-back = Tillbaka till ordern

## Correcting the e-mail address
address-link = Rätta e-postadressen
address-title = Rätta e-postadressen
address-intro = Vi skriver till { $address } om den här ordern. Skriv den rätta adressen; vi skickar en kod dit för att vara säkra på att den är din.
address-label = Rätt e-postadress
address-send = Skicka en kod dit
address-sent = En kod är på väg till { $address }. Den fungerar i 10 minuter.
address-confirm = Använd den här adressen
address-wrong = Det är ingen e-postadress. Skriv den som namn@example.com.
address-same = Dit skriver vi redan.
address-set-by-shop = Butiken har bestämt vilken adress vi skriver till om den här ordern. Be butiken att ändra den.
address-too-many = Vi har skickat tillräckligt många koder för tillfället. Försök igen senare.
address-done = Klart: från och med nu skriver vi till { $address } om den här ordern.

## Sharing
share-title = Dela den här ordern
share-intro = Här skapar du en extra länk till familjen eller en verkstad. Den visar var ordern är, men inga priser, ingen adress och inga meddelanden. Du kan avsluta den när som helst.
share-make = Skapa en länk
share-link = Länk att dela
share-end = Avsluta länken
share-ended = Länken fungerar inte längre.
share-not-here = En delad sida kan inte delas vidare.

## Look-up form
find-title = Var är min order?
find-intro = Du hittar ordernumret i våra mejl.
find-order = Ordernummer
find-order-hint = Till exempel #1001
find-proof = E-postadress eller postnummer
find-proof-hint = Som du angav i ordern
find-submit = Visa min order
find-miss = Vi hittade ingen order med det här numret och den här e-postadressen eller det här postnumret. Kontrollera båda; numret står i vårt bekräftelsemejl.
find-sent = Om en order stämmer är en länk på väg till dess e-postadress.
find-missing-order = Fyll i ordernumret.
find-missing-proof = Fyll i e-postadressen eller postnumret.
find-too-many = Det var många försök. Vänta en kvart, eller använd länken i våra mejl.
find-no-shop = Den här platsen är inte klar än.

## When something is not there
not-found-title = Länken fungerar inte
not-found-text = Den kan vara ofullständig eller så gäller den inte längre. Du kan söka efter din order i stället.
not-found-page-title = Här finns inget
not-found-page-text = Adressen kan vara felskriven. Du kan söka efter din order i stället.
gone-title = Den här ordern visas inte längre
gone-text = Uppgifterna har raderats, som utlovat. Har du en fråga, skriv till butiken.
busy-title = Ett ögonblick
busy-text = Vi kan inte söka just nu. Inget har gått förlorat; försök igen om en minut.
busy-again = Försök igen
error-title = Något gick fel hos oss
error-text = Det är inte ditt fel, och inget har gått förlorat. Försök igen om en minut.
refused-title = Det gick inte
refused-text = Gå tillbaka till sidan och skicka formuläret igen.
too-large-title = Det var för mycket
too-large-text = Formuläret var större än vi tar emot. Försök igen med mindre.
not-connected-title = Den här sidan är inte klar än
not-connected-text = Butiken har inte kopplat sina ordersidor än. Försök igen senare eller använd länken i ditt e-postmeddelande.
find-link = Sök efter en order

## Unsubscribing
unsubscribe-title = Färre mejl
unsubscribe-text = Du får mejl från { $shop } om hur det går med din beställning. Du kan stoppa dem; det som hör till själva köpet, till exempel en återbetalning, når dig fortfarande.
unsubscribe-button = Stoppa mejl på vägen
unsubscribed-title = Klart: färre mejl
unsubscribed-text = { $shop } skickar inga fler mejl om hur det går med din beställning. Beställningens sida visar fortfarande allt.
subscribe-again = Skicka dem igen
