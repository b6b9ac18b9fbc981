# رسائل إلى العملاء، إلى أن يكتب المتجر رسائله.

mail-code-subject = { $code } هو رمزك للطلب { $name }
mail-link-subject = رابطك إلى الطلب { $name }
mail-status-subject = { $shop }، الطلب { $name }: { $status }
## Calendar file
calendar-due = { $shop }: الطلب { $name }
calendar-arrives = { $shop }: وصول الطلب { $name }

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = مرحبًا،
mail-hello-name = مرحبًا { $customer }،
mail-button = عرض طلبك
mail-closing =
    مع أطيب التحيات،
    { $shop }
mail-why = تصلك هذه الرسالة لأنك طلبت من { $shop }.
mail-unsubscribe = إيقاف رسائل متابعة الطلب
mail-fact-order = الطلب
mail-fact-due = الموعد المتوقع
mail-fact-tracking = رقم التتبع
mail-fact-amount = المبلغ المسترد
mail-items = منتجاتك
mail-items-more = و{ $count } أخرى
mail-status-text = هناك جديد بشأن طلبك { $name }.
mail-due-subject = موعد طلبك { $name }
mail-due-headline-given = تحدد موعد طلبك
mail-due-headline-moved = تغيّر موعد طلبك
mail-due-headline-dropped = موعد طلبك لم يعد محددًا
mail-due-given = الموعد المتوقع: { $date }
mail-due-moved = الموعد الجديد: { $date } (سابقًا: { $before })
mail-due-dropped = لا يمكننا الالتزام بالموعد الذي ذكرناه ولا نعرف موعدًا جديدًا بعد. سنخبرك فور معرفته.
mail-comment-subject = رسالة بشأن الطلب { $name }
mail-comment-headline = رسالة إليك
mail-comment-text = كتب إليك { $shop } بشأن الطلب { $name }:
mail-received-subject = شكرًا على الطلب { $name }
mail-received-headline = شكرًا على طلبك
mail-received-text = استلمنا الطلب { $name } وبدأنا العمل عليه. يمكنك في أي وقت معرفة حالته على صفحته.
mail-hold-subject = الطلب { $name } معلّق
mail-hold-headline = طلبك معلّق
mail-hold-text = لا يمكننا متابعة الطلب { $name } الآن. ستراه على صفحته فور استئنافه.
mail-shipped-subject = الطلب { $name } في الطريق
mail-shipped-headline = شحنتك في الطريق
mail-shipped-text = خبر سار: غادرتنا شحنة من الطلب { $name }.
mail-out-subject = الطلب { $name } خرج للتوصيل
mail-out-headline = شحنتك مع المندوب
mail-out-text = ستصلك قريبًا شحنة من الطلب { $name }.
mail-pickup-subject = الطلب { $name } جاهز للاستلام
mail-pickup-headline = جاهز للاستلام
mail-pickup-text = يمكنك استلام الطلب { $name }. يُرجى إحضار رقم الطلب معك.
mail-delivered-subject = وصل الطلب { $name }
mail-delivered-headline = وصلت شحنتك
mail-delivered-text = سُلّمت شحنة من الطلب { $name }. إن لم تجدها أو كان هناك خطأ ما، فتواصل معنا.
mail-canceled-subject = أُلغي الطلب { $name }
mail-canceled-headline = أُلغي طلبك
mail-canceled-text = أُلغي الطلب { $name } ولن يُرسل.
mail-refunded-subject = استرداد مبلغ للطلب { $name }
mail-refunded-headline = أموالك في طريقها إليك
mail-refunded-text = أعدنا إليك مبلغًا عن الطلب { $name }. قد تمر بضعة أيام قبل ظهوره في حسابك.
mail-return-subject = إرجاع طلبك { $name }
mail-return-headline = جديد بشأن الإرجاع
mail-return-requested = وصلنا طلبك بإرجاع جزء من الطلب { $name } وسنرد قريبًا.
mail-return-open = قُبل إرجاع الطلب { $name }. ترى الخطوات التالية على صفحة الطلب.
mail-return-declined = نأسف: لم نتمكن من قبول إرجاع الطلب { $name }.
mail-return-canceled = أُلغي إرجاع الطلب { $name }.
mail-return-closed = اكتمل إرجاع الطلب { $name }. شكرًا لك.
mail-return-other = هناك جديد بشأن إرجاع الطلب { $name }.
mail-link-headline = رابطك
mail-link-text = طلبت رابط الطلب { $name }. إن لم تكن أنت، فلا تفعل شيئًا.
mail-code-headline = رمزك
mail-code-text = أدخل هذا الرمز للطلب { $name } في المتصفح الذي طلبته منه. يعمل لمدة 10 دقائق. إن لم تكن أنت، فلا تفعل شيئًا.
