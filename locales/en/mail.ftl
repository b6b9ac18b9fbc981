# Messages to shoppers, until a merchant writes templates.

mail-code-subject = { $code } is your code for order { $name }
mail-link-subject = Your link to order { $name }
mail-status-subject = { $shop }, order { $name }: { $status }
## Calendar file
calendar-due = { $shop }: order { $name }
calendar-arrives = { $shop }: order { $name } arrives

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Hello,
mail-hello-name = Hello { $customer },
mail-button = See your order
mail-closing =
    Kind regards,
    { $shop }
mail-why = You get this e-mail because you ordered from { $shop }.
mail-unsubscribe = Stop e-mails about progress
mail-fact-order = Order
mail-fact-due = Expected
mail-fact-tracking = Tracking number
mail-fact-amount = Refunded
mail-items = Your items
mail-items-more = and { $count } more
mail-status-text = There is news about your order { $name }.
mail-due-subject = The date of your order { $name }
mail-due-headline-given = Your order has a date
mail-due-headline-moved = Your order has a new date
mail-due-headline-dropped = The date of your order is open again
mail-due-given = We expect: { $date }
mail-due-moved = New date: { $date } (before: { $before })
mail-due-dropped = We cannot keep the date we gave you and do not know a new one yet. We will tell you as soon as we do.
mail-comment-subject = A message about order { $name }
mail-comment-headline = A message for you
mail-comment-text = { $shop } wrote to you about order { $name }:
mail-received-subject = Thank you for order { $name }
mail-received-headline = Thank you for your order
mail-received-text = We have received order { $name } and are getting started. On its page you can see at any time where it is.
mail-hold-subject = Order { $name } is on hold
mail-hold-headline = Your order is on hold
mail-hold-text = We cannot go on with order { $name } just yet. You will see on its page as soon as it goes on.
mail-shipped-subject = Order { $name } is on its way
mail-shipped-headline = Your parcel is on its way
mail-shipped-text = Good news: a parcel of order { $name } has left us.
mail-out-subject = Order { $name } is out for delivery
mail-out-headline = Your parcel is with the driver
mail-out-text = A parcel of order { $name } should be with you soon.
mail-pickup-subject = Order { $name } is ready to be picked up
mail-pickup-headline = Ready to be picked up
mail-pickup-text = You can pick up order { $name }. Please bring the order number with you.
mail-delivered-subject = Order { $name } has arrived
mail-delivered-headline = Your parcel has arrived
mail-delivered-text = A parcel of order { $name } was delivered. If you cannot find it or something is not right, please get in touch with us.
mail-canceled-subject = Order { $name } was canceled
mail-canceled-headline = Your order was canceled
mail-canceled-text = Order { $name } was canceled and will not be sent.
mail-refunded-subject = A refund for order { $name }
mail-refunded-headline = Your money is on its way back
mail-refunded-text = We have refunded money for order { $name }. It can take some days until you see it in your account.
mail-return-subject = Your return of order { $name }
mail-return-headline = News about your return
mail-return-requested = We have your request to return something of order { $name } and will answer soon.
mail-return-open = Your return of order { $name } was approved. On the order’s page you see how it goes on.
mail-return-declined = We are sorry: we could not accept your return of order { $name }.
mail-return-canceled = Your return of order { $name } was canceled.
mail-return-closed = Your return of order { $name } is complete. Thank you.
mail-return-other = There is news about your return of order { $name }.
mail-link-headline = Your link
mail-link-text = You asked for the link to order { $name }. If it was not you, do nothing.
mail-code-headline = Your code
mail-code-text = Enter this code for order { $name } in the browser where you asked for it. It works for 10 minutes. If it was not you, do nothing.
