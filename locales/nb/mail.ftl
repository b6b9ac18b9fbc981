# Meldinger til kunder, til en butikk skriver sine egne.

mail-code-subject = { $code } er koden din for ordre { $name }
mail-link-subject = Lenken din til ordre { $name }
mail-status-subject = { $shop }, ordre { $name }: { $status }
## Calendar file
calendar-due = { $shop }: ordre { $name }
calendar-arrives = { $shop }: ordre { $name } kommer

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Hei,
mail-hello-name = Hei { $customer },
mail-button = Se bestillingen din
mail-closing =
    Vennlig hilsen
    { $shop }
mail-why = Du får denne e-posten fordi du har bestilt hos { $shop }.
mail-unsubscribe = Ikke få flere e-poster om framdriften
mail-fact-order = Bestilling
mail-fact-due = Forventet
mail-fact-tracking = Sporingsnummer
mail-fact-amount = Refundert
mail-items = Varene dine
mail-items-more = og { $count } til
mail-status-text = Det er nytt om bestillingen din { $name }.
mail-due-subject = Datoen for bestillingen din { $name }
mail-due-headline-given = Bestillingen din har fått en dato
mail-due-headline-moved = Bestillingen din har fått en ny dato
mail-due-headline-dropped = Datoen for bestillingen din er åpen igjen
mail-due-given = Vi regner med: { $date }
mail-due-moved = Ny dato: { $date } (før: { $before })
mail-due-dropped = Vi kan ikke holde datoen vi ga deg, og vet ikke noen ny ennå. Vi sier fra så snart vi vet.
mail-comment-subject = En melding om bestilling { $name }
mail-comment-headline = En melding til deg
mail-comment-text = { $shop } har skrevet til deg om bestilling { $name }:
mail-received-subject = Takk for bestilling { $name }
mail-received-headline = Takk for bestillingen
mail-received-text = Vi har mottatt bestilling { $name } og setter i gang. På siden dens kan du når som helst se hvor den er.
mail-hold-subject = Bestilling { $name } er satt på vent
mail-hold-headline = Bestillingen din er satt på vent
mail-hold-text = Vi kommer ikke videre med bestilling { $name } akkurat nå. Du ser det på siden dens så snart den går videre.
mail-shipped-subject = Bestilling { $name } er på vei
mail-shipped-headline = Pakken din er på vei
mail-shipped-text = Gode nyheter: En pakke fra bestilling { $name } har gått fra oss.
mail-out-subject = Bestilling { $name } er ute til levering
mail-out-headline = Pakken din er hos sjåføren
mail-out-text = En pakke fra bestilling { $name } er snart hos deg.
mail-pickup-subject = Bestilling { $name } er klar til henting
mail-pickup-headline = Klar til henting
mail-pickup-text = Du kan hente bestilling { $name }. Ta med bestillingsnummeret.
mail-delivered-subject = Bestilling { $name } har kommet fram
mail-delivered-headline = Pakken din har kommet fram
mail-delivered-text = En pakke fra bestilling { $name } er levert. Finner du den ikke, eller er noe galt, ta kontakt med oss.
mail-canceled-subject = Bestilling { $name } er avbestilt
mail-canceled-headline = Bestillingen din er avbestilt
mail-canceled-text = Bestilling { $name } er avbestilt og blir ikke sendt.
mail-refunded-subject = En refusjon for bestilling { $name }
mail-refunded-headline = Pengene dine er på vei tilbake
mail-refunded-text = Vi har refundert penger for bestilling { $name }. Det kan ta noen dager før du ser dem på kontoen din.
mail-return-subject = Returen din av bestilling { $name }
mail-return-headline = Nytt om returen din
mail-return-requested = Vi har fått ønsket ditt om å returnere noe fra bestilling { $name } og svarer snart.
mail-return-open = Returen din av bestilling { $name } er godkjent. På siden til bestillingen ser du hvordan det går videre.
mail-return-declined = Vi beklager: Vi kunne ikke godkjenne returen din av bestilling { $name }.
mail-return-canceled = Returen din av bestilling { $name } er avbrutt.
mail-return-closed = Returen din av bestilling { $name } er fullført. Takk.
mail-return-other = Det er nytt om returen din av bestilling { $name }.
mail-link-headline = Lenken din
mail-link-text = Du ba om lenken til bestilling { $name }. Var det ikke deg, trenger du ikke gjøre noe.
mail-code-headline = Koden din
mail-code-text = Skriv inn koden for bestilling { $name } i nettleseren der du ba om den. Den virker i 10 minutter. Var det ikke deg, trenger du ikke gjøre noe.
