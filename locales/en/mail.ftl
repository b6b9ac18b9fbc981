# Messages to shoppers, until a merchant writes templates.

mail-code-subject = { $code } is your code for order { $name }
mail-code-body =
    Hello,

    your code for order { $name } at { $shop } is

        { $code }

    It works for 10 minutes in the browser where you asked for it. If it was not you, do nothing.

    { $shop }
mail-link-subject = Your link to order { $name }
mail-link-body =
    Hello,

    here you see where order { $name } is:

    { $link }

    { $shop }
mail-status-subject = { $shop }, order { $name }: { $status }
mail-status-hello =
    Hello,

    there is news about your order { $name }: { $status }
mail-status-link = Here you see where your order is:

## Calendar file
calendar-due = { $shop }: order { $name }
calendar-arrives = { $shop }: order { $name } arrives
