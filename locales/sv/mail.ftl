# Meddelanden till kunder, tills en butik skriver egna.

mail-code-subject = { $code } är din kod för order { $name }
mail-link-subject = Din länk till order { $name }
mail-status-subject = { $shop }, order { $name }: { $status }
## Calendar file
calendar-due = { $shop }: order { $name }
calendar-arrives = { $shop }: order { $name } kommer

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Hej!
mail-hello-name = Hej { $customer }!
mail-button = Se din beställning
mail-closing =
    Vänliga hälsningar
    { $shop }
mail-why = Du får det här mejlet för att du har beställt hos { $shop }.
mail-unsubscribe = Sluta få mejl om hur det går
mail-fact-order = Beställning
mail-fact-due = Beräknas
mail-fact-tracking = Spårningsnummer
mail-fact-amount = Återbetalt
mail-items = Dina varor
mail-items-more = och { $count } till
mail-status-text = Det finns nyheter om din beställning { $name }.
mail-due-subject = Datumet för din beställning { $name }
mail-due-headline-given = Din beställning har fått ett datum
mail-due-headline-moved = Din beställning har fått ett nytt datum
mail-due-headline-dropped = Datumet för din beställning är öppet igen
mail-due-given = Vi räknar med: { $date }
mail-due-moved = Nytt datum: { $date } (tidigare: { $before })
mail-due-dropped = Vi kan inte hålla datumet vi gav dig och vet inget nytt ännu. Vi hör av oss så snart vi vet.
mail-comment-subject = Ett meddelande om beställning { $name }
mail-comment-headline = Ett meddelande till dig
mail-comment-text = { $shop } har skrivit till dig om beställning { $name }:
mail-received-subject = Tack för beställning { $name }
mail-received-headline = Tack för din beställning
mail-received-text = Vi har tagit emot beställning { $name } och sätter i gång. På dess sida ser du när som helst var den är.
mail-hold-subject = Beställning { $name } är pausad
mail-hold-headline = Din beställning är pausad
mail-hold-text = Vi kan inte gå vidare med beställning { $name } just nu. Du ser på dess sida så snart den går vidare.
mail-shipped-subject = Beställning { $name } är på väg
mail-shipped-headline = Ditt paket är på väg
mail-shipped-text = Goda nyheter: ett paket från beställning { $name } har lämnat oss.
mail-out-subject = Beställning { $name } är ute för leverans
mail-out-headline = Ditt paket är hos föraren
mail-out-text = Ett paket från beställning { $name } är snart hos dig.
mail-pickup-subject = Beställning { $name } är klar att hämta
mail-pickup-headline = Klar att hämta
mail-pickup-text = Du kan hämta beställning { $name }. Ta med beställningsnumret.
mail-delivered-subject = Beställning { $name } har kommit fram
mail-delivered-headline = Ditt paket har kommit fram
mail-delivered-text = Ett paket från beställning { $name } har levererats. Om du inte hittar det eller något är fel, hör av dig till oss.
mail-canceled-subject = Beställning { $name } har avbeställts
mail-canceled-headline = Din beställning har avbeställts
mail-canceled-text = Beställning { $name } har avbeställts och skickas inte.
mail-refunded-subject = En återbetalning för beställning { $name }
mail-refunded-headline = Dina pengar är på väg tillbaka
mail-refunded-text = Vi har betalat tillbaka pengar för beställning { $name }. Det kan ta några dagar innan du ser dem på ditt konto.
mail-return-subject = Din retur av beställning { $name }
mail-return-headline = Nytt om din retur
mail-return-requested = Vi har fått din begäran om att returnera något från beställning { $name } och svarar snart.
mail-return-open = Din retur av beställning { $name } har godkänts. På beställningens sida ser du hur det går vidare.
mail-return-declined = Vi beklagar: vi kunde inte godkänna din retur av beställning { $name }.
mail-return-canceled = Din retur av beställning { $name } har avbrutits.
mail-return-closed = Din retur av beställning { $name } är klar. Tack.
mail-return-other = Det finns nyheter om din retur av beställning { $name }.
mail-link-headline = Din länk
mail-link-text = Du bad om länken till beställning { $name }. Var det inte du behöver du inte göra något.
mail-code-headline = Din kod
mail-code-text = Skriv in koden för beställning { $name } i den webbläsare där du bad om den. Den gäller i 10 minuter. Var det inte du behöver du inte göra något.
