# Labels, forms and everything around the order.

## Frame
skip-to-content = Skip to content
languages = Language
order-title = Order { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Parcels
timeline-heading = What happened
timeline-empty = Nothing has happened yet. This page fills up by itself.
items-heading = Your order
address-heading = Address
messages-heading = Messages we sent you
messages-none = We have not sent you any message yet.
message-waiting = on its way
message-sent = sent
message-failed = could not be delivered
message-withheld = not sent
message-unknown = possibly delivered twice
copy = Copy
copied = Copied
copy-number = Copy tracking number { $number }
opens-carrier = (opens the carrier’s page)
quantity = Quantity { $count }
help-heading = Something not right?
help-text-email = Answer any of our e-mails or write to { $email }. Keep { $name } in the subject.
help-text = Answer any of our e-mails. Keep { $name } in the subject.
calendar = Add date to calendar
feed = Follow in a feed reader
share = Share
print = Print
updates-heading = E-mails about this order
updates-ask = Tell me by e-mail when something changes
updates-stop = Stop telling me
updates-on = We write to { $address } when something changes.
updates-off = We can write to { $address } when something changes.
see-more = Show address and messages
see-more-text = Address and messages are hidden. We can send a code to the order’s e-mail address.
see-more-reduced = This link is older, so it shows less. We can send a code to the order’s e-mail address.
shared-page = Somebody shared this page with you: it shows no prices, address or messages.

## Code page
code-title = Show everything
code-intro = We send a code of 8 digits to the e-mail address of this order. It works for 10 minutes, in this browser only.
code-send = Send me a code
code-sent = If the order has an e-mail address, a code is on its way. It works for 10 minutes.
code-label = Code from the e-mail
code-hint = 8 digits
code-submit = Show everything
code-again = Send another code
code-wrong =
    { $left ->
        [one] That is not the code. You have one more try.
       *[other] That is not the code. You have { $left } more tries.
    }
code-dead = This code no longer works. Please ask for another one.
code-too-many = We have sent enough codes for now. Please try again in an hour.
code-no-mail-email = Nothing arrives? Perhaps the order’s e-mail address is mistyped. Write to { $email } and keep { $name } in the subject: the shop can correct it.
code-no-mail = Nothing arrives? Perhaps the order’s e-mail address is mistyped. Ask the shop about { $name }: it can correct it.
code-back = Back to the order

## Correcting the e-mail address
address-link = Correct the e-mail address
address-title = Correct the e-mail address
address-intro = We write to { $address } about this order. Type the right address; we send a code there to be sure that it is yours.
address-label = Right e-mail address
address-send = Send a code there
address-sent = A code is on its way to { $address }. It works for 10 minutes.
address-confirm = Use this address
address-wrong = This is not an e-mail address. Write it like name@example.com.
address-same = We write there already.
address-set-by-shop = The shop has set the address that we write to about this order. To change it, ask the shop.
address-too-many = We have sent enough codes for now. Please try again later.
address-done = Done: from now on we write to { $address } about this order.

## Sharing
share-title = Share this order
share-intro = This makes a second link for family or a workshop. It shows where the order is, but no prices, no address and no messages. You can end it at any time.
share-make = Make a link
share-link = Link to share
share-end = End this link
share-ended = The link no longer works.
share-not-here = A shared page cannot be shared on.

## Look-up form
find-title = Where is my order?
find-intro = You find the order number in our e-mails.
find-order = Order number
find-order-hint = For example #1001
find-proof = E-mail address or postcode
find-proof-hint = As given with the order
find-submit = Show my order
find-miss = We found no order with this number and this e-mail address or postcode. Please check both; the number stands in our confirmation e-mail.
find-sent = If an order matches, a link is on its way to its e-mail address.
find-missing-order = Please enter the order number.
find-missing-proof = Please enter the e-mail address or the postcode.
find-too-many = That was a lot of tries. Please wait a quarter of an hour, or use the link in our e-mails.
find-no-shop = This place is not set up yet.

## When something is not there
not-found-title = This link does not work
not-found-text = It may be incomplete, or it is no longer valid. You can look up your order instead.
not-found-page-title = There is nothing here
not-found-page-text = The address may be mistyped. You can look up your order instead.
gone-title = This order is no longer shown
gone-text = Its data was erased, as promised. If you have a question, write to the shop.
busy-title = One moment, please
busy-text = We cannot look right now. Nothing is lost; please try again in a minute.
busy-again = Try again
error-title = Something went wrong on our side
error-text = It is not your fault, and nothing is lost. Please try again in a minute.
refused-title = That did not work
refused-text = Please go back to the page and send the form again.
too-large-title = That was too much
too-large-text = The form was larger than we accept. Please try again with less.
not-connected-title = This page is not ready yet
not-connected-text = The shop has not connected its order pages yet. Please try again later, or use the link in your e-mail.
find-link = Look up an order

## Unsubscribing
unsubscribe-title = Fewer e-mails
unsubscribe-text = You get e-mails from { $shop } on how your order comes along. You can stop them; what belongs to the purchase itself, such as a refund, still reaches you.
unsubscribe-button = Stop progress e-mails
unsubscribed-title = Done: fewer e-mails
unsubscribed-text = { $shop } sends you no more e-mails on how your order comes along. Your order's page still shows everything.
subscribe-again = Send them again
