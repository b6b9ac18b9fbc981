# What the order page says about an order. Dates and amounts arrive finished, in the page's language.

## Headline: the first thing a shopper reads
headline-canceled = Canceled
headline-canceled-amount = Canceled, { $amount } refunded
headline-on-hold = On hold
headline-on-hold-payment = On hold: we are waiting for your payment
headline-on-hold-address = On hold: we need to check your address
headline-on-hold-stock = On hold: we are waiting for stock
headline-on-hold-date = On hold: we do not know the date yet
headline-on-hold-exchange = On hold: we are waiting for your return
headline-not-delivered = The parcel could not be delivered
headline-attempted = The carrier missed you
headline-out-for-delivery = Out for delivery
headline-out-for-delivery-part = A parcel is out for delivery
headline-ready-for-pickup = Ready for pickup
headline-ready-for-pickup-part = Part of your order is ready for pickup
headline-delayed = Delayed on the way
headline-delayed-expected = Delayed, now expected { $date }
headline-arriving = Arriving { $date }
headline-arriving-today = Arriving today
headline-arriving-tomorrow = Arriving tomorrow
headline-arriving-part = Part of your order arrives { $date }
headline-on-its-way = On its way
headline-on-its-way-part = Part of your order is on its way
headline-shipped = Shipped
headline-shipped-part = Part of your order is shipped
headline-part-delivered = Part of your order has arrived
headline-delivered = Delivered
headline-delivered-on = Delivered { $date }
headline-picked-up = Picked up
headline-picked-up-on = Picked up { $date }
headline-return-requested = Return requested
headline-return-in-progress = Your return is under way
headline-return-inspected = Your return has been checked
headline-returned = Returned
headline-scheduled = Planned for later
headline-scheduled-on = Planned for { $date }
headline-late = Later than planned
headline-payment-pending = Waiting for your payment
headline-payment-expired = The payment has run out
headline-payment-released = The payment was released
headline-refunded = Refunded
headline-refunded-amount = { $amount } refunded
headline-preparing = We are preparing your order
headline-complete = Complete
headline-received = We have your order

## One sentence of explanation below the headline
lead-canceled = We have canceled this order and will not send it.
lead-canceled-customer = You asked us to cancel this order.
lead-canceled-payment = The payment did not go through, so we canceled the order.
lead-canceled-stock = We could not get all the items, so we had to cancel. We are sorry.
lead-on-hold = We are checking something before we go on. You need not do anything; we will write if we need you.
lead-on-hold-payment = As soon as the payment is here, we go on.
lead-on-hold-address = Something in the address does not look right. Please write to us so that the parcel finds you.
lead-on-hold-stock = An item has run out. We go on as soon as it is back.
lead-on-hold-date = We will tell you the date as soon as we know it.
lead-on-hold-exchange = We send the new item as soon as the old one is on its way back.
lead-part-on-hold = Some of your items are on hold. The rest goes on.
lead-not-delivered = The carrier could not deliver. See the parcel below, or write to us and we will sort it out.
lead-attempted = The carrier was at your door. See the parcel below for what happens next.
lead-out-for-delivery = The carrier has the parcel on the road to you today.
lead-ready-for-pickup = You can fetch your order now.
lead-delayed = The carrier says it takes longer than planned. We keep an eye on it.
lead-on-its-way = The carrier has your parcel.
lead-shipped = We have handed your parcel to the carrier. It can take a day until the carrier shows it.
lead-rest-follows = The rest follows in another parcel.
lead-part-delivered = The rest is still with us and follows.
lead-delivered = The carrier says it has arrived. Is something not right? Write to us.
lead-picked-up = You have fetched your order. Thank you!
lead-return-requested = We have your request and will answer soon.
lead-return-in-progress = As soon as your parcel is here and checked, we tell you how it goes on.
lead-return-inspected = We have looked at what you sent back and will soon tell you how it goes on.
lead-returned = Your return is complete.
lead-return-declined = We could not accept your return; why stands below.
lead-scheduled = Your order waits for this day. You need not do anything.
lead-late = We have not met the date we gave you. We are sorry. Your order is not forgotten.
lead-payment-pending = We start as soon as the payment is here.
lead-payment-expired = The amount was only reserved, and nothing was charged. Please write to us if you still want your order.
lead-payment-released = Nothing was charged. Please write to us if that surprises you.
lead-refunded = We have paid your money back. It can take some days until you see it in your account.
lead-preparing = We are getting your items ready.
lead-complete = There is nothing more to send.
lead-received = We have it and will get to work soon.

## Progress
stages-label = Progress
stage-ordered = Ordered
stage-shipped = Shipped
stage-out-for-delivery = Out for delivery
stage-delivered = Delivered
stage-ready-for-pickup = Ready for pickup
stage-picked-up = Picked up
stage-complete = Complete
stage-on-hold = On hold
stage-delayed = Delayed
stage-canceled = Canceled
stage-refunded = Refunded
stage-returned = Return
stage-past = done
stage-here = now
stage-coming = still to come

## Due date
due-single = Planned for { $date }
due-range = Planned for { $from } to { $to }
due-passed = Was planned for { $date }
due-moved =
    { $count ->
        [one] The date moved once
       *[other] The date moved { $count } times
    }
due-move = { $from } became { $to }
due-move-dropped = { $from } was taken back
due-move-when = on { $date }
date-range = { $from } – { $to }
coming-step = Planned for { $date }: { $name }.
pace-range = Usually takes { $from } to { $to } working days; this is day { $day }.
pace-single =
    { $days ->
        [one] Usually takes one working day; this is day { $day }.
       *[other] Usually takes { $days } working days; this is day { $day }.
    }
pace-longer = This takes longer than usual: day { $day } instead of { $to }.

## Parcels
parcel-only = Your parcel
parcel-of = Parcel { $number } of { $count }
parcel-waiting = Still with us
parcel-expected = Expected { $date }
phase-prepared = Handed over
phase-on-its-way = On its way
phase-delayed = Delayed
phase-out-for-delivery = Out for delivery
phase-attempted = Delivery attempted
phase-not-delivered = Not delivered
phase-ready-for-pickup = Ready for pickup
phase-picked-up = Picked up
phase-delivered = Delivered
phase-waiting = Being prepared
phase-on-hold = On hold
phase-scheduled = Planned
track-at = Track at { $host }
tracking-none = This parcel has no tracking number.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] and one more item
       *[other] and { $count } more items
    }

## Timeline
entry-placed = Order received
entry-payment-pending = Waiting for payment
entry-payment-authorized = Payment authorized
entry-payment-partially-paid = Partly paid
entry-payment-paid = Paid
entry-payment-voided = Payment released
entry-payment-expired = The payment authorization ran out
entry-payment-other = Payment updated
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } with { $gateway }
entry-canceled = Canceled
entry-edited = Order changed
entry-on-hold = On hold
entry-on-hold-payment = We are waiting for the payment.
entry-on-hold-address = We need to check the address.
entry-on-hold-stock = We are waiting for stock.
entry-on-hold-date = The date is not known yet.
entry-on-hold-exchange = We are waiting for your return.
entry-scheduled = Planned for later
entry-scheduled-on = Planned for { $date }
entry-in-progress = Being prepared
entry-shipped = Shipped
entry-shipped-parcel = Parcel { $number } of { $count }
entry-shipped-carrier = Handed to { $carrier }
entry-shipped-parcel-carrier = Parcel { $number } of { $count } was handed to { $carrier }.
entry-carrier-confirmed = The carrier has the shipment data
entry-carrier-label = Label made
entry-carrier-picked-up = The carrier has the parcel
entry-carrier-in-transit = In transit
entry-carrier-delayed = Delayed
entry-carrier-out-for-delivery = Out for delivery
entry-carrier-attempted = Delivery attempted
entry-carrier-ready-for-pickup = Ready for pickup
entry-carrier-fetched = Picked up
entry-carrier-delivered = Delivered
entry-carrier-failure = Not delivered
entry-carrier-other = Update from the carrier
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] One earlier scan
       *[other] { $count } earlier scans
    }
entry-refunded = Refunded
entry-return-requested = Return requested
entry-return-open = Return approved
entry-return-inspected = Return checked
entry-return-closed = Return complete
entry-return-declined = Return declined
entry-return-canceled = Return canceled
entry-status-correction = Back to: { $status }
entry-status-correction-text = We corrected the step.
entry-due = Planned date: { $date }
entry-due-moved = New date: { $date }
entry-due-dropped = The date was taken back
entry-due-before = It was { $date } before.
entry-items-status = { $status }, for part of your order
picture-from-shop = A photo from the shop
entry-comment = A word from the shop
entry-comment-by = A word from { $by }

## Items
item-waiting = Being prepared
item-shipped = Shipped
item-delivered = Delivered
item-picked-up = Picked up
item-returned = Taken back
item-canceled = Canceled
item-refunded = Refunded
item-digital = Nothing to ship
item-part-shipped = { $done } of { $count } shipped
item-part-delivered = { $done } of { $count } delivered

## Facts about the order
fact-total = Total
fact-outstanding = Still to pay
fact-refunded = Refunded
fact-payment = Payment
fact-deliver-to = Deliver to
payment-pending = Waiting for payment
payment-authorized = Authorized
payment-partially-paid = Partly paid
payment-paid = Paid
payment-partially-refunded = Partly refunded
payment-refunded = Refunded
payment-voided = Released
payment-expired = Ran out
payment-other = Being checked

## Time
today = Today
yesterday = Yesterday
tomorrow = Tomorrow
placed-on = placed { $date }
checked-ago = Checked with the shop { $ago }
checked-now = Checked with the shop just now

## When news no longer come in
notice-paused = News from the shop is held up at the moment.
notice-uninstalled = This page is no longer kept up to date.
notice-known-until = You see what we knew: { $when }.
