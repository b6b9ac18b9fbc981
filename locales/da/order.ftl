# Hvad ordresiden siger om en ordre. Datoer og beløb kommer færdige, på sidens sprog.

## Headline: the first thing a shopper reads
headline-canceled = Annulleret
headline-canceled-amount = Annulleret, { $amount } refunderet
headline-on-hold = Sat på pause
headline-on-hold-payment = På pause: vi venter på din betaling
headline-on-hold-address = På pause: vi skal tjekke din adresse
headline-on-hold-stock = På pause: vi venter på varer
headline-on-hold-date = På pause: vi kender ikke datoen endnu
headline-on-hold-exchange = På pause: vi venter på din returvare
headline-not-delivered = Pakken kunne ikke leveres
headline-attempted = Transportøren traf dig ikke
headline-out-for-delivery = Ude til levering
headline-out-for-delivery-part = En pakke er ude til levering
headline-ready-for-pickup = Klar til afhentning
headline-ready-for-pickup-part = En del af din ordre er klar til afhentning
headline-delayed = Forsinket undervejs
headline-delayed-expected = Forsinket, ventes nu { $date }
headline-arriving = Ankommer { $date }
headline-arriving-today = Ankommer i dag
headline-arriving-tomorrow = Ankommer i morgen
headline-arriving-part = En del af din ordre ankommer { $date }
headline-on-its-way = På vej
headline-on-its-way-part = En del af din ordre er på vej
headline-shipped = Afsendt
headline-shipped-part = En del af din ordre er afsendt
headline-part-delivered = En del af din ordre er ankommet
headline-delivered = Leveret
headline-delivered-on = Leveret { $date }
headline-picked-up = Afhentet
headline-picked-up-on = Afhentet { $date }
headline-return-requested = Der er bedt om retur
headline-return-in-progress = Din retur er i gang
headline-return-inspected = Din retur er kontrolleret
headline-returned = Returneret
headline-scheduled = Planlagt til senere
headline-scheduled-on = Planlagt til { $date }
headline-late = Senere end planlagt
headline-payment-pending = Venter på din betaling
headline-payment-expired = Betalingen er udløbet
headline-payment-released = Betalingen er frigivet
headline-refunded = Refunderet
headline-refunded-amount = { $amount } refunderet
headline-preparing = Vi gør din ordre klar
headline-complete = Afsluttet
headline-received = Vi har modtaget din ordre

## One sentence of explanation below the headline
lead-canceled = Vi har annulleret ordren og sender den ikke.
lead-canceled-customer = Du har bedt os om at annullere ordren.
lead-canceled-payment = Betalingen gik ikke igennem, så vi har annulleret ordren.
lead-canceled-stock = Vi kunne ikke skaffe alle varerne og måtte annullere. Det er vi kede af.
lead-on-hold = Vi tjekker lige noget, før vi går videre. Du skal ikke gøre noget; vi skriver, hvis vi får brug for dig.
lead-on-hold-payment = Vi går videre, så snart betalingen er her.
lead-on-hold-address = Noget i adressen ser ikke rigtigt ud. Skriv til os, så pakken finder frem til dig.
lead-on-hold-stock = En vare er udsolgt. Vi går videre, så snart den er hjemme igen.
lead-on-hold-date = Vi fortæller dig datoen, så snart vi kender den.
lead-on-hold-exchange = Vi sender den nye vare, så snart den gamle er på vej tilbage.
lead-part-on-hold = Nogle af dine varer er sat på pause. Resten går videre.
lead-not-delivered = Transportøren kunne ikke levere. Se pakken nedenfor, eller skriv til os, så finder vi ud af det.
lead-attempted = Transportøren har været ved din dør. Ved pakken nedenfor kan du se, hvad der sker nu.
lead-out-for-delivery = Transportøren er på vej til dig med pakken i dag.
lead-ready-for-pickup = Du kan hente din ordre nu.
lead-delayed = Transportøren siger, at det tager længere tid end planlagt. Vi holder øje med det.
lead-on-its-way = Transportøren har din pakke.
lead-shipped = Vi har afleveret din pakke til transportøren. Der kan gå en dag, før den kan ses hos dem.
lead-rest-follows = Resten kommer i en anden pakke.
lead-part-delivered = Resten er stadig hos os og kommer senere.
lead-delivered = Transportøren siger, at pakken er leveret. Er der noget galt? Skriv til os.
lead-picked-up = Du har hentet din ordre. Tak!
lead-return-requested = Vi har fået din henvendelse og svarer snart.
lead-return-in-progress = Så snart din pakke er her og er kontrolleret, fortæller vi dig, hvad der sker nu.
lead-return-inspected = Vi har set på det, du sendte tilbage, og fortæller dig snart, hvad der sker nu.
lead-returned = Din retur er afsluttet.
lead-return-declined = Vi kunne ikke tage imod din retur; hvorfor kan du læse nedenfor.
lead-scheduled = Din ordre venter på denne dag. Du skal ikke gøre noget.
lead-late = Vi har ikke holdt den dato, vi gav dig. Det er vi kede af. Din ordre er ikke glemt.
lead-payment-pending = Vi går i gang, så snart betalingen er her.
lead-payment-expired = Beløbet var kun reserveret, og der er ikke trukket noget. Skriv til os, hvis du stadig vil have din ordre.
lead-payment-released = Der er ikke trukket noget. Skriv til os, hvis det kommer bag på dig.
lead-refunded = Vi har betalt dine penge tilbage. Der kan gå nogle dage, før du ser dem på din konto.
lead-preparing = Vi er ved at gøre dine varer klar.
lead-complete = Der er ikke mere at sende.
lead-received = Vi har den og går snart i gang.

## Progress
stages-label = Forløb
stage-ordered = Bestilt
stage-shipped = Afsendt
stage-out-for-delivery = Ude til levering
stage-delivered = Leveret
stage-ready-for-pickup = Klar til afhentning
stage-picked-up = Afhentet
stage-complete = Afsluttet
stage-on-hold = På pause
stage-delayed = Forsinket
stage-canceled = Annulleret
stage-refunded = Refunderet
stage-returned = Retur
stage-past = færdig
stage-here = nu
stage-coming = mangler endnu

## Due date
due-single = Planlagt til { $date }
due-range = Planlagt fra { $from } til { $to }
due-passed = Var planlagt til { $date }
due-moved =
    { $count ->
        [one] Datoen er flyttet én gang
       *[other] Datoen er flyttet { $count } gange
    }
due-move = { $from } blev til { $to }
due-move-dropped = { $from } blev trukket tilbage
due-move-when = den { $date }
date-range = { $from } – { $to }
coming-step = Planlagt til { $date }: { $name }.
pace-range = Tager normalt { $from } til { $to } hverdage; i dag er dag { $day }.
pace-single =
    { $days ->
        [one] Tager normalt én hverdag; i dag er dag { $day }.
       *[other] Tager normalt { $days } hverdage; i dag er dag { $day }.
    }
pace-longer = Det tager længere tid end normalt: dag { $day } i stedet for { $to }.

## Parcels
parcel-only = Din pakke
parcel-of = Pakke { $number } af { $count }
parcel-waiting = Stadig hos os
parcel-expected = Ventes { $date }
phase-prepared = Indleveret
phase-on-its-way = På vej
phase-delayed = Forsinket
phase-out-for-delivery = Ude til levering
phase-attempted = Forsøgt leveret
phase-not-delivered = Ikke leveret
phase-ready-for-pickup = Klar til afhentning
phase-picked-up = Afhentet
phase-delivered = Leveret
phase-waiting = Gøres klar
phase-on-hold = På pause
phase-scheduled = Planlagt
track-at = Følg hos { $host }
tracking-none = Denne pakke har intet sporingsnummer.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] og én vare mere
       *[other] og { $count } varer mere
    }

## Timeline
entry-placed = Ordre modtaget
entry-payment-pending = Venter på betaling
entry-payment-authorized = Beløbet er reserveret
entry-payment-partially-paid = Delvist betalt
entry-payment-paid = Betalt
entry-payment-voided = Reservationen er ophævet
entry-payment-expired = Reservationen af beløbet er udløbet
entry-payment-other = Betalingen er opdateret
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } med { $gateway }
entry-canceled = Annulleret
entry-edited = Ordren er ændret
entry-on-hold = Sat på pause
entry-on-hold-payment = Vi venter på betalingen.
entry-on-hold-address = Vi skal tjekke adressen.
entry-on-hold-stock = Vi venter på varer.
entry-on-hold-date = Datoen kendes ikke endnu.
entry-on-hold-exchange = Vi venter på din returvare.
entry-scheduled = Planlagt til senere
entry-scheduled-on = Planlagt til { $date }
entry-in-progress = Gøres klar
entry-shipped = Afsendt
entry-shipped-parcel = Pakke { $number } af { $count }
entry-shipped-carrier = Afleveret til { $carrier }
entry-shipped-parcel-carrier = Pakke { $number } af { $count } er afleveret til { $carrier }.
entry-carrier-confirmed = Transportøren har fået oplysningerne om forsendelsen
entry-carrier-label = Pakkelabel lavet
entry-carrier-picked-up = Transportøren har pakken
entry-carrier-in-transit = Undervejs
entry-carrier-delayed = Forsinket
entry-carrier-out-for-delivery = Ude til levering
entry-carrier-attempted = Forsøgt leveret
entry-carrier-ready-for-pickup = Klar til afhentning
entry-carrier-fetched = Afhentet
entry-carrier-delivered = Leveret
entry-carrier-failure = Ikke leveret
entry-carrier-other = Nyt fra transportøren
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] Én tidligere scanning
       *[other] { $count } tidligere scanninger
    }
entry-refunded = Refunderet
entry-return-requested = Der er bedt om retur
entry-return-open = Retur godkendt
entry-return-inspected = Retur kontrolleret
entry-return-closed = Retur afsluttet
entry-return-declined = Retur afvist
entry-return-canceled = Retur annulleret
entry-status-correction = Tilbage til: { $status }
entry-status-correction-text = Vi har rettet trinnet.
entry-due = Planlagt dato: { $date }
entry-due-moved = Ny dato: { $date }
entry-due-dropped = Datoen er trukket tilbage
entry-due-before = Før: { $date }.
entry-items-status = { $status }, for en del af din ordre
picture-from-shop = Et foto fra butikken
entry-comment = Et par ord fra butikken
entry-comment-by = Et par ord fra { $by }

## Items
item-waiting = Gøres klar
item-shipped = Afsendt
item-delivered = Leveret
item-picked-up = Afhentet
item-returned = Taget retur
item-canceled = Annulleret
item-refunded = Refunderet
item-digital = Intet at sende
item-part-shipped = { $done } af { $count } afsendt
item-part-delivered = { $done } af { $count } leveret

## Facts about the order
fact-total = I alt
fact-outstanding = Mangler at blive betalt
fact-refunded = Refunderet
fact-payment = Betaling
fact-deliver-to = Leveres til
payment-pending = Venter på betaling
payment-authorized = Reserveret
payment-partially-paid = Delvist betalt
payment-paid = Betalt
payment-partially-refunded = Delvist refunderet
payment-refunded = Refunderet
payment-voided = Ophævet
payment-expired = Udløbet
payment-other = Bliver tjekket

## Time
today = I dag
yesterday = I går
tomorrow = I morgen
placed-on = bestilt { $date }
checked-ago = Tjekket hos butikken { $ago }
checked-now = Tjekket hos butikken lige nu

## When news no longer come in
notice-paused = Nyt fra butikken er forsinket lige nu.
notice-uninstalled = Denne side bliver ikke længere holdt ajour.
notice-known-until = Du ser det, vi vidste: { $when }.
