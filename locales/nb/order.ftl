# Det ordresiden sier om en ordre. Datoer og beløp kommer ferdige, på sidens språk.

## Headline: the first thing a shopper reads
headline-canceled = Kansellert
headline-canceled-amount = Kansellert, { $amount } refundert
headline-on-hold = Satt på vent
headline-on-hold-payment = På vent: vi venter på betalingen din
headline-on-hold-address = På vent: vi må sjekke adressen din
headline-on-hold-stock = På vent: vi venter på varer
headline-on-hold-date = På vent: vi vet ikke datoen ennå
headline-on-hold-exchange = På vent: vi venter på returen din
headline-not-delivered = Pakken kunne ikke leveres
headline-attempted = Transportøren traff deg ikke
headline-out-for-delivery = Ute for levering
headline-out-for-delivery-part = En pakke er ute for levering
headline-ready-for-pickup = Klar til henting
headline-ready-for-pickup-part = En del av ordren din er klar til henting
headline-delayed = Forsinket underveis
headline-delayed-expected = Forsinket, ventes nå { $date }
headline-arriving = Kommer { $date }
headline-arriving-today = Kommer i dag
headline-arriving-tomorrow = Kommer i morgen
headline-arriving-part = En del av ordren din kommer { $date }
headline-on-its-way = På vei
headline-on-its-way-part = En del av ordren din er på vei
headline-shipped = Sendt
headline-shipped-part = En del av ordren din er sendt
headline-part-delivered = En del av ordren din er kommet frem
headline-delivered = Levert
headline-delivered-on = Levert { $date }
headline-picked-up = Hentet
headline-picked-up-on = Hentet { $date }
headline-return-requested = Retur meldt inn
headline-return-in-progress = Returen din er i gang
headline-return-inspected = Returen din er kontrollert
headline-returned = Returnert
headline-scheduled = Planlagt til senere
headline-scheduled-on = Planlagt til { $date }
headline-late = Senere enn planlagt
headline-payment-pending = Venter på betalingen din
headline-payment-expired = Betalingen er utløpt
headline-payment-released = Betalingen er frigitt
headline-refunded = Refundert
headline-refunded-amount = { $amount } refundert
headline-preparing = Vi gjør klar ordren din
headline-complete = Fullført
headline-received = Vi har fått ordren din

## One sentence of explanation below the headline
lead-canceled = Vi har kansellert ordren og sender den ikke.
lead-canceled-customer = Du ba oss om å kansellere ordren.
lead-canceled-payment = Betalingen gikk ikke gjennom, så vi har kansellert ordren.
lead-canceled-stock = Vi fikk ikke tak i alle varene og måtte kansellere. Det er vi lei oss for.
lead-on-hold = Vi sjekker noe før vi går videre. Du trenger ikke å gjøre noe; vi skriver hvis vi trenger deg.
lead-on-hold-payment = Så snart betalingen er her, går vi videre.
lead-on-hold-address = Noe i adressen ser ikke riktig ut. Skriv til oss, så pakken finner frem til deg.
lead-on-hold-stock = En vare er utsolgt. Vi går videre så snart den er tilbake.
lead-on-hold-date = Vi forteller deg datoen så snart vi vet den.
lead-on-hold-exchange = Vi sender den nye varen så snart den gamle er på vei tilbake.
lead-part-on-hold = Noen av varene dine er satt på vent. Resten går videre.
lead-not-delivered = Transportøren kunne ikke levere. Se pakken nedenfor, eller skriv til oss, så ordner vi det.
lead-attempted = Transportøren har vært ved døren din. Ved pakken nedenfor ser du hva som skjer nå.
lead-out-for-delivery = Transportøren er på vei til deg med pakken i dag.
lead-ready-for-pickup = Du kan hente ordren din nå.
lead-delayed = Transportøren sier at det tar lengre tid enn planlagt. Vi følger med på det.
lead-on-its-way = Transportøren har pakken din.
lead-shipped = Vi har levert pakken din til transportøren. Det kan ta en dag før den vises hos dem.
lead-rest-follows = Resten kommer i en annen pakke.
lead-part-delivered = Resten er fortsatt hos oss og kommer senere.
lead-delivered = Transportøren sier at den er kommet frem. Er noe galt? Skriv til oss.
lead-picked-up = Du har hentet ordren din. Takk!
lead-return-requested = Vi har fått henvendelsen din og svarer snart.
lead-return-in-progress = Så snart pakken din er her og er kontrollert, forteller vi deg hva som skjer videre.
lead-return-inspected = Vi har sett på det du sendte tilbake, og forteller deg snart hva som skjer videre.
lead-returned = Returen din er fullført.
lead-return-declined = Vi kunne ikke ta imot returen din; hvorfor står nedenfor.
lead-scheduled = Ordren din venter på denne dagen. Du trenger ikke å gjøre noe.
lead-late = Vi har ikke holdt datoen vi ga deg. Det er vi lei oss for. Ordren din er ikke glemt.
lead-payment-pending = Vi begynner så snart betalingen er her.
lead-payment-expired = Beløpet var bare reservert, og ingenting er trukket. Skriv til oss hvis du fortsatt vil ha bestillingen.
lead-payment-released = Ingenting er trukket. Skriv til oss hvis det overrasker deg.
lead-refunded = Vi har betalt tilbake pengene dine. Det kan gå noen dager før du ser dem på kontoen.
lead-preparing = Vi gjør klar varene dine.
lead-complete = Det er ikke mer å sende.
lead-received = Vi har den og setter snart i gang.

## Progress
stages-label = Fremdrift
stage-ordered = Bestilt
stage-shipped = Sendt
stage-out-for-delivery = Ute for levering
stage-delivered = Levert
stage-ready-for-pickup = Klar til henting
stage-picked-up = Hentet
stage-complete = Fullført
stage-on-hold = På vent
stage-delayed = Forsinket
stage-canceled = Kansellert
stage-refunded = Refundert
stage-returned = Retur
stage-past = ferdig
stage-here = nå
stage-coming = gjenstår

## Due date
due-single = Planlagt til { $date }
due-range = Planlagt fra { $from } til { $to }
due-passed = Var planlagt til { $date }
due-moved =
    { $count ->
        [one] Datoen er flyttet én gang
       *[other] Datoen er flyttet { $count } ganger
    }
due-move = { $from } ble til { $to }
due-move-dropped = { $from } ble trukket tilbake
due-move-when = den { $date }
date-range = { $from } – { $to }
coming-step = Planlagt til { $date }: { $name }.
pace-range = Tar vanligvis { $from } til { $to } virkedager; i dag er dag { $day }.
pace-single =
    { $days ->
        [one] Tar vanligvis én virkedag; i dag er dag { $day }.
       *[other] Tar vanligvis { $days } virkedager; i dag er dag { $day }.
    }
pace-longer = Dette tar lengre tid enn vanlig: dag { $day } i stedet for { $to }.

## Parcels
parcel-only = Pakken din
parcel-of = Pakke { $number } av { $count }
parcel-waiting = Fortsatt hos oss
parcel-expected = Ventes { $date }
phase-prepared = Innlevert
phase-on-its-way = På vei
phase-delayed = Forsinket
phase-out-for-delivery = Ute for levering
phase-attempted = Forsøkt levert
phase-not-delivered = Ikke levert
phase-ready-for-pickup = Klar til henting
phase-picked-up = Hentet
phase-delivered = Levert
phase-waiting = Gjøres klar
phase-on-hold = På vent
phase-scheduled = Planlagt
track-at = Spor hos { $host }
tracking-none = Denne pakken har ikke noe sporingsnummer.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] og én vare til
       *[other] og { $count } varer til
    }

## Timeline
entry-placed = Ordre mottatt
entry-payment-pending = Venter på betaling
entry-payment-authorized = Beløpet er reservert
entry-payment-partially-paid = Delvis betalt
entry-payment-paid = Betalt
entry-payment-voided = Reservasjonen er opphevet
entry-payment-expired = Reservasjonen av beløpet er utløpt
entry-payment-other = Betalingen er oppdatert
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } med { $gateway }
entry-canceled = Kansellert
entry-edited = Ordren er endret
entry-on-hold = Satt på vent
entry-on-hold-payment = Vi venter på betalingen.
entry-on-hold-address = Vi må sjekke adressen.
entry-on-hold-stock = Vi venter på varer.
entry-on-hold-date = Datoen er ikke kjent ennå.
entry-on-hold-exchange = Vi venter på returen din.
entry-scheduled = Planlagt til senere
entry-scheduled-on = Planlagt til { $date }
entry-in-progress = Gjøres klar
entry-shipped = Sendt
entry-shipped-parcel = Pakke { $number } av { $count }
entry-shipped-carrier = Levert til { $carrier }
entry-shipped-parcel-carrier = Pakke { $number } av { $count } er levert til { $carrier }.
entry-carrier-confirmed = Transportøren har fått opplysningene om forsendelsen
entry-carrier-label = Fraktetikett laget
entry-carrier-picked-up = Transportøren har pakken
entry-carrier-in-transit = Underveis
entry-carrier-delayed = Forsinket
entry-carrier-out-for-delivery = Ute for levering
entry-carrier-attempted = Forsøkt levert
entry-carrier-ready-for-pickup = Klar til henting
entry-carrier-fetched = Hentet
entry-carrier-delivered = Levert
entry-carrier-failure = Ikke levert
entry-carrier-other = Nytt fra transportøren
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] Én tidligere skanning
       *[other] { $count } tidligere skanninger
    }
entry-refunded = Refundert
entry-return-requested = Retur meldt inn
entry-return-open = Retur godkjent
entry-return-inspected = Retur kontrollert
entry-return-closed = Retur fullført
entry-return-declined = Retur avslått
entry-return-canceled = Retur kansellert
entry-status-correction = Tilbake til: { $status }
entry-status-correction-text = Vi har rettet trinnet.
entry-due = Planlagt dato: { $date }
entry-due-moved = Ny dato: { $date }
entry-due-dropped = Datoen er trukket tilbake
entry-due-before = Før: { $date }.
entry-items-status = { $status }, for en del av bestillingen din
picture-from-shop = Et bilde fra butikken
entry-comment = Noen ord fra butikken
entry-comment-by = Noen ord fra { $by }

## Items
item-waiting = Gjøres klar
item-shipped = Sendt
item-delivered = Levert
item-picked-up = Hentet
item-returned = Tatt i retur
item-canceled = Kansellert
item-refunded = Refundert
item-digital = Ingenting å sende
item-part-shipped = { $done } av { $count } sendt
item-part-delivered = { $done } av { $count } levert

## Facts about the order
fact-total = Totalt
fact-outstanding = Gjenstår å betale
fact-refunded = Refundert
fact-payment = Betaling
fact-deliver-to = Leveres til
payment-pending = Venter på betaling
payment-authorized = Reservert
payment-partially-paid = Delvis betalt
payment-paid = Betalt
payment-partially-refunded = Delvis refundert
payment-refunded = Refundert
payment-voided = Opphevet
payment-expired = Utløpt
payment-other = Blir sjekket

## Time
today = I dag
yesterday = I går
tomorrow = I morgen
placed-on = bestilt { $date }
checked-ago = Sjekket hos butikken { $ago }
checked-now = Sjekket hos butikken akkurat nå

## When news no longer come in
notice-paused = Nytt fra butikken er forsinket akkurat nå.
notice-uninstalled = Denne siden oppdateres ikke lenger.
notice-known-until = Du ser det vi visste: { $when }.
