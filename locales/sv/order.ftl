# Vad ordersidan säger om en order. Datum och belopp kommer färdiga, på sidans språk.

## Headline: the first thing a shopper reads
headline-canceled = Avbeställd
headline-canceled-amount = Avbeställd, { $amount } återbetalt
headline-on-hold = Pausad
headline-on-hold-payment = Pausad: vi väntar på din betalning
headline-on-hold-address = Pausad: vi behöver kontrollera din adress
headline-on-hold-stock = Pausad: vi väntar på varor
headline-on-hold-date = Pausad: vi vet inte datumet än
headline-on-hold-exchange = Pausad: vi väntar på din retur
headline-not-delivered = Paketet kunde inte levereras
headline-attempted = Transportören fick inte tag på dig
headline-out-for-delivery = Ute för leverans
headline-out-for-delivery-part = Ett paket är ute för leverans
headline-ready-for-pickup = Redo att hämtas
headline-ready-for-pickup-part = En del av din order är redo att hämtas
headline-delayed = Försenad på vägen
headline-delayed-expected = Försenad, väntas nu { $date }
headline-arriving = Kommer { $date }
headline-arriving-today = Kommer i dag
headline-arriving-tomorrow = Kommer i morgon
headline-arriving-part = En del av din order kommer { $date }
headline-on-its-way = På väg
headline-on-its-way-part = En del av din order är på väg
headline-shipped = Skickad
headline-shipped-part = En del av din order är skickad
headline-part-delivered = En del av din order har kommit fram
headline-delivered = Levererad
headline-delivered-on = Levererad { $date }
headline-picked-up = Hämtad
headline-picked-up-on = Hämtad { $date }
headline-return-requested = Retur begärd
headline-return-in-progress = Din retur är på gång
headline-return-inspected = Din retur är kontrollerad
headline-returned = Returnerad
headline-scheduled = Planerad till senare
headline-scheduled-on = Planerad till { $date }
headline-late = Senare än planerat
headline-payment-pending = Väntar på din betalning
headline-payment-expired = Betalningen har gått ut
headline-payment-released = Betalningen är frisläppt
headline-refunded = Återbetalt
headline-refunded-amount = { $amount } återbetalt
headline-preparing = Vi gör i ordning din order
headline-complete = Klar
headline-received = Vi har fått din order

## One sentence of explanation below the headline
lead-canceled = Vi har avbeställt ordern och skickar den inte.
lead-canceled-customer = Du bad oss att avbeställa ordern.
lead-canceled-payment = Betalningen gick inte igenom, så vi har avbeställt ordern.
lead-canceled-stock = Vi kunde inte få fram alla varor och fick avbeställa ordern. Vi är ledsna för det.
lead-on-hold = Vi kontrollerar något innan vi går vidare. Du behöver inte göra något; vi hör av oss om vi behöver dig.
lead-on-hold-payment = Så snart betalningen är här går vi vidare.
lead-on-hold-address = Något i adressen verkar inte stämma. Skriv till oss så att paketet hittar fram.
lead-on-hold-stock = En vara har tagit slut. Vi går vidare så snart den är tillbaka.
lead-on-hold-date = Vi berättar datumet så snart vi vet det.
lead-on-hold-exchange = Vi skickar den nya varan så snart den gamla är på väg tillbaka.
lead-part-on-hold = En del av dina varor är pausade. Resten går vidare.
lead-not-delivered = Transportören kunde inte leverera. Se paketet nedan, eller skriv till oss så ordnar vi det.
lead-attempted = Transportören har varit vid din dörr. Vid paketet nedan ser du vad som händer nu.
lead-out-for-delivery = Transportören är på väg till dig med paketet i dag.
lead-ready-for-pickup = Du kan hämta din order nu.
lead-delayed = Transportören säger att det tar längre tid än planerat. Vi håller ett öga på det.
lead-on-its-way = Transportören har ditt paket.
lead-shipped = Vi har lämnat ditt paket till transportören. Det kan ta en dag innan det syns hos dem.
lead-rest-follows = Resten kommer i ett annat paket.
lead-part-delivered = Resten är kvar hos oss och kommer senare.
lead-delivered = Transportören säger att det har kommit fram. Är något fel? Skriv till oss.
lead-picked-up = Du har hämtat din order. Tack!
lead-return-requested = Vi har fått din begäran och svarar snart.
lead-return-in-progress = Så snart ditt paket är här och kontrollerat berättar vi vad som händer sedan.
lead-return-inspected = Vi har tittat på det du skickade tillbaka och berättar snart vad som händer sedan.
lead-returned = Din retur är klar.
lead-return-declined = Vi kunde inte ta emot din retur; varför står nedan.
lead-scheduled = Din order väntar på den här dagen. Du behöver inte göra något.
lead-late = Vi har inte hållit datumet vi gav dig. Vi är ledsna för det. Din order är inte bortglömd.
lead-payment-pending = Vi börjar så snart betalningen är här.
lead-payment-expired = Beloppet var bara reserverat och inget har dragits. Skriv till oss om du fortfarande vill ha din beställning.
lead-payment-released = Inget har dragits. Skriv till oss om det förvånar dig.
lead-refunded = Vi har betalat tillbaka dina pengar. Det kan ta några dagar innan du ser dem på ditt konto.
lead-preparing = Vi plockar ihop dina varor.
lead-complete = Det finns inget mer att skicka.
lead-received = Vi har den och sätter snart i gång.

## Progress
stages-label = Förlopp
stage-ordered = Beställd
stage-shipped = Skickad
stage-out-for-delivery = Ute för leverans
stage-delivered = Levererad
stage-ready-for-pickup = Redo att hämtas
stage-picked-up = Hämtad
stage-complete = Klar
stage-on-hold = Pausad
stage-delayed = Försenad
stage-canceled = Avbeställd
stage-refunded = Återbetalt
stage-returned = Retur
stage-past = klart
stage-here = nu
stage-coming = återstår

## Due date
due-single = Planerad till { $date }
due-range = Planerad från { $from } till { $to }
due-passed = Var planerad till { $date }
due-moved =
    { $count ->
        [one] Datumet har flyttats en gång
       *[other] Datumet har flyttats { $count } gånger
    }
due-move = { $from } blev { $to }
due-move-dropped = { $from } togs tillbaka
due-move-when = den { $date }
date-range = { $from } – { $to }
coming-step = Planerat till { $date }: { $name }.
pace-range = Tar oftast { $from } till { $to } arbetsdagar; i dag är dag { $day }.
pace-single =
    { $days ->
        [one] Tar oftast en arbetsdag; i dag är dag { $day }.
       *[other] Tar oftast { $days } arbetsdagar; i dag är dag { $day }.
    }
pace-longer = Det tar längre tid än vanligt: dag { $day } i stället för { $to }.

## Parcels
parcel-only = Ditt paket
parcel-of = Paket { $number } av { $count }
parcel-waiting = Kvar hos oss
parcel-expected = Väntas { $date }
phase-prepared = Inlämnat
phase-on-its-way = På väg
phase-delayed = Försenat
phase-out-for-delivery = Ute för leverans
phase-attempted = Leveransförsök gjort
phase-not-delivered = Inte levererat
phase-ready-for-pickup = Redo att hämtas
phase-picked-up = Hämtat
phase-delivered = Levererat
phase-waiting = Görs i ordning
phase-on-hold = Pausat
phase-scheduled = Planerat
track-at = Följ hos { $host }
tracking-none = Det här paketet har inget spårningsnummer.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] och en vara till
       *[other] och { $count } varor till
    }

## Timeline
entry-placed = Order mottagen
entry-payment-pending = Väntar på betalning
entry-payment-authorized = Beloppet är reserverat
entry-payment-partially-paid = Delvis betald
entry-payment-paid = Betald
entry-payment-voided = Reservationen är hävd
entry-payment-expired = Reservationen av beloppet har gått ut
entry-payment-other = Betalningen är uppdaterad
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } med { $gateway }
entry-canceled = Avbeställd
entry-edited = Ordern är ändrad
entry-on-hold = Pausad
entry-on-hold-payment = Vi väntar på betalningen.
entry-on-hold-address = Vi behöver kontrollera adressen.
entry-on-hold-stock = Vi väntar på varor.
entry-on-hold-date = Datumet är inte känt än.
entry-on-hold-exchange = Vi väntar på din retur.
entry-scheduled = Planerad till senare
entry-scheduled-on = Planerad till { $date }
entry-in-progress = Görs i ordning
entry-shipped = Skickad
entry-shipped-parcel = Paket { $number } av { $count }
entry-shipped-carrier = Lämnad till { $carrier }
entry-shipped-parcel-carrier = Paket { $number } av { $count } har lämnats till { $carrier }.
entry-carrier-confirmed = Transportören har fått uppgifterna om försändelsen
entry-carrier-label = Fraktsedel skapad
entry-carrier-picked-up = Transportören har paketet
entry-carrier-in-transit = Under transport
entry-carrier-delayed = Försenat
entry-carrier-out-for-delivery = Ute för leverans
entry-carrier-attempted = Leveransförsök gjort
entry-carrier-ready-for-pickup = Redo att hämtas
entry-carrier-fetched = Hämtat
entry-carrier-delivered = Levererat
entry-carrier-failure = Inte levererat
entry-carrier-other = Nytt från transportören
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] En tidigare skanning
       *[other] { $count } tidigare skanningar
    }
entry-refunded = Återbetalt
entry-return-requested = Retur begärd
entry-return-open = Retur godkänd
entry-return-inspected = Retur kontrollerad
entry-return-closed = Retur klar
entry-return-declined = Retur avslagen
entry-return-canceled = Retur avbruten
entry-status-correction = Tillbaka till: { $status }
entry-status-correction-text = Vi har rättat steget.
entry-due = Planerat datum: { $date }
entry-due-moved = Nytt datum: { $date }
entry-due-dropped = Datumet har tagits tillbaka
entry-due-before = Tidigare: { $date }.
entry-items-status = { $status }, för en del av din beställning
picture-from-shop = Ett foto från butiken
entry-comment = Några ord från butiken
entry-comment-by = Några ord från { $by }

## Items
item-waiting = Görs i ordning
item-shipped = Skickad
item-delivered = Levererad
item-picked-up = Hämtad
item-returned = Tagen i retur
item-canceled = Avbeställd
item-refunded = Återbetalt
item-digital = Inget att skicka
item-part-shipped = { $done } av { $count } skickade
item-part-delivered = { $done } av { $count } levererade

## Facts about the order
fact-total = Totalt
fact-outstanding = Kvar att betala
fact-refunded = Återbetalt
fact-payment = Betalning
fact-deliver-to = Levereras till
payment-pending = Väntar på betalning
payment-authorized = Reserverad
payment-partially-paid = Delvis betald
payment-paid = Betald
payment-partially-refunded = Delvis återbetald
payment-refunded = Återbetald
payment-voided = Hävd
payment-expired = Har gått ut
payment-other = Kontrolleras

## Time
today = I dag
yesterday = I går
tomorrow = I morgon
placed-on = beställd { $date }
checked-ago = Kontrollerat hos butiken { $ago }
checked-now = Kontrollerat hos butiken alldeles nyss

## When news no longer come in
notice-paused = Nyheter från butiken är försenade just nu.
notice-uninstalled = Den här sidan uppdateras inte längre.
notice-known-until = Du ser det vi visste: { $when }.
