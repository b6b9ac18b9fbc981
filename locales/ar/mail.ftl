# رسائل إلى العملاء، إلى أن يكتب المتجر رسائله.

mail-code-subject = { $code } هو رمزك للطلب { $name }
mail-code-body =
    مرحبًا،

    رمزك للطلب { $name } لدى { $shop } هو

        { $code }

    وهو صالح لمدة 10 دقائق في المتصفح الذي طلبته منه. إن لم تكن أنت من طلبه فليس عليك فعل شيء.

    { $shop }
mail-link-subject = رابطك إلى الطلب { $name }
mail-link-body =
    مرحبًا،

    هنا ترى أين وصل الطلب { $name }:

    { $link }

    { $shop }
mail-status-subject = { $shop }، الطلب { $name }: { $status }
mail-status-hello =
    مرحبًا،

    هناك جديد بشأن طلبك { $name }: { $status }
mail-status-link = هنا ترى أين وصل طلبك:

## Calendar file
calendar-due = { $shop }: الطلب { $name }
calendar-arrives = { $shop }: وصول الطلب { $name }
