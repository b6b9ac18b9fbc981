# Beskeder til kunder, indtil en butik skriver sine egne.

mail-code-subject = { $code } er din kode til ordre { $name }
mail-link-subject = Dit link til ordre { $name }
mail-status-subject = { $shop }, ordre { $name }: { $status }
## Calendar file
calendar-due = { $shop }: ordre { $name }
calendar-arrives = { $shop }: ordre { $name } ankommer

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Hej
mail-hello-name = Hej { $customer }
mail-button = Se din ordre
mail-closing =
    Venlig hilsen
    { $shop }
mail-why = Du får denne mail, fordi du har bestilt hos { $shop }.
mail-unsubscribe = Få ikke flere mails om forløbet
mail-fact-order = Ordre
mail-fact-due = Forventet
mail-fact-tracking = Sporingsnummer
mail-fact-amount = Refunderet
mail-items = Dine varer
mail-items-more = og { $count } mere
mail-status-text = Der er nyt om din ordre { $name }.
mail-due-subject = Datoen for din ordre { $name }
mail-due-headline-given = Din ordre har fået en dato
mail-due-headline-moved = Din ordre har fået en ny dato
mail-due-headline-dropped = Datoen for din ordre er åben igen
mail-due-given = Vi forventer: { $date }
mail-due-moved = Ny dato: { $date } (før: { $before })
mail-due-dropped = Vi kan ikke holde den dato, vi gav dig, og kender endnu ikke en ny. Vi siger til, så snart vi gør.
mail-comment-subject = En besked om ordre { $name }
mail-comment-headline = En besked til dig
mail-comment-text = { $shop } har skrevet til dig om ordre { $name }:
mail-received-subject = Tak for ordre { $name }
mail-received-headline = Tak for din ordre
mail-received-text = Vi har modtaget ordre { $name } og går i gang. På dens side kan du altid se, hvor den er.
mail-hold-subject = Ordre { $name } er sat på pause
mail-hold-headline = Din ordre er sat på pause
mail-hold-text = Vi kan ikke gå videre med ordre { $name } lige nu. Du kan se på dens side, så snart den går videre.
mail-shipped-subject = Ordre { $name } er på vej
mail-shipped-headline = Din pakke er på vej
mail-shipped-text = Gode nyheder: En pakke fra ordre { $name } er sendt fra os.
mail-out-subject = Ordre { $name } er ude til levering
mail-out-headline = Din pakke er hos chaufføren
mail-out-text = En pakke fra ordre { $name } skulle snart være hos dig.
mail-pickup-subject = Ordre { $name } er klar til afhentning
mail-pickup-headline = Klar til afhentning
mail-pickup-text = Du kan hente ordre { $name }. Tag ordrenummeret med.
mail-delivered-subject = Ordre { $name } er kommet frem
mail-delivered-headline = Din pakke er kommet frem
mail-delivered-text = En pakke fra ordre { $name } er leveret. Kan du ikke finde den, eller er der noget galt, så kontakt os.
mail-canceled-subject = Ordre { $name } er annulleret
mail-canceled-headline = Din ordre er annulleret
mail-canceled-text = Ordre { $name } er annulleret og bliver ikke sendt.
mail-refunded-subject = En refusion for ordre { $name }
mail-refunded-headline = Dine penge er på vej tilbage
mail-refunded-text = Vi har refunderet penge for ordre { $name }. Der kan gå nogle dage, før du ser dem på din konto.
mail-return-subject = Din returnering af ordre { $name }
mail-return-headline = Nyt om din returnering
mail-return-requested = Vi har fået dit ønske om at returnere noget fra ordre { $name } og svarer snart.
mail-return-open = Din returnering af ordre { $name } er godkendt. På ordrens side kan du se, hvordan det går videre.
mail-return-declined = Vi beklager: Vi kunne ikke godkende din returnering af ordre { $name }.
mail-return-canceled = Din returnering af ordre { $name } er annulleret.
mail-return-closed = Din returnering af ordre { $name } er afsluttet. Tak.
mail-return-other = Der er nyt om din returnering af ordre { $name }.
mail-link-headline = Dit link
mail-link-text = Du har bedt om linket til ordre { $name }. Var det ikke dig, skal du ikke gøre noget.
mail-code-headline = Din kode
mail-code-text = Skriv denne kode til ordre { $name } i den browser, hvor du bad om den. Den virker i 10 minutter. Var det ikke dig, skal du ikke gøre noget.
