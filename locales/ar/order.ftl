# ما تقوله صفحة الطلب عن الطلب. تصل التواريخ والمبالغ جاهزة بلغة الصفحة.

## Headline: the first thing a shopper reads
headline-canceled = أُلغي الطلب
headline-canceled-amount = أُلغي الطلب، واستُرد { $amount }
headline-on-hold = قيد الانتظار
headline-on-hold-payment = قيد الانتظار: نحن في انتظار الدفع
headline-on-hold-address = قيد الانتظار: علينا التحقق من عنوانك
headline-on-hold-stock = قيد الانتظار: نحن في انتظار توفر البضاعة
headline-on-hold-date = قيد الانتظار: لا نعرف الموعد بعد
headline-on-hold-exchange = قيد الانتظار: نحن في انتظار المنتج المرتجع
headline-not-delivered = تعذّر توصيل الطرد
headline-attempted = لم تجدك شركة الشحن
headline-out-for-delivery = خرج للتوصيل
headline-out-for-delivery-part = خرج أحد الطرود للتوصيل
headline-ready-for-pickup = جاهز للاستلام
headline-ready-for-pickup-part = جزء من طلبك جاهز للاستلام
headline-delayed = تأخر في الطريق
headline-delayed-expected = متأخر، والموعد المتوقع الآن: { $date }
headline-arriving = موعد الوصول: { $date }
headline-arriving-today = يصل اليوم
headline-arriving-tomorrow = يصل غدًا
headline-arriving-part = موعد وصول جزء من طلبك: { $date }
headline-on-its-way = في الطريق إليك
headline-on-its-way-part = جزء من طلبك في الطريق إليك
headline-shipped = تم الشحن
headline-shipped-part = تم شحن جزء من طلبك
headline-part-delivered = وصل جزء من طلبك
headline-delivered = تم التوصيل
headline-delivered-on = تم التوصيل: { $date }
headline-picked-up = تم الاستلام
headline-picked-up-on = تم الاستلام: { $date }
headline-return-requested = طُلب الإرجاع
headline-return-in-progress = الإرجاع قيد التنفيذ
headline-return-inspected = تم فحص ما أرجعته
headline-returned = تم الإرجاع
headline-scheduled = مخطط لموعد لاحق
headline-scheduled-on = الموعد المخطط: { $date }
headline-late = متأخر عن الموعد المخطط
headline-payment-pending = في انتظار الدفع
headline-payment-expired = انتهت مدة الدفع
headline-payment-released = أُلغي حجز المبلغ
headline-refunded = تم رد المبلغ
headline-refunded-amount = تم رد { $amount }
headline-preparing = نجهّز طلبك
headline-complete = مكتمل
headline-received = استلمنا طلبك

## One sentence of explanation below the headline
lead-canceled = لقد ألغينا هذا الطلب ولن نرسله.
lead-canceled-customer = طلبت منا إلغاء هذا الطلب.
lead-canceled-payment = لم تتم عملية الدفع، لذلك ألغينا الطلب.
lead-canceled-stock = لم نتمكن من توفير جميع المنتجات، فاضطررنا إلى الإلغاء. نأسف لذلك.
lead-on-hold = نتحقق من أمر ما قبل أن نتابع. ليس عليك فعل شيء؛ وسنكتب إليك إن احتجنا إليك.
lead-on-hold-payment = نتابع فور وصول المبلغ.
lead-on-hold-address = يبدو أن في العنوان خطأ ما. يرجى مراسلتنا حتى يصل الطرد إليك.
lead-on-hold-stock = نفد أحد المنتجات. نتابع فور توفره من جديد.
lead-on-hold-date = سنخبرك بالموعد فور معرفته.
lead-on-hold-exchange = نرسل المنتج الجديد فور إرسال القديم إلينا.
lead-part-on-hold = بعض منتجاتك قيد الانتظار، ويتابع الباقي سيره.
lead-not-delivered = لم تتمكن شركة الشحن من التوصيل. تجد التفاصيل عند الطرد أدناه، أو راسلنا وسنحل الأمر.
lead-attempted = وصلت شركة الشحن إلى بابك. تجد الخطوة التالية عند الطرد أدناه.
lead-out-for-delivery = الطرد اليوم مع شركة الشحن في الطريق إليك.
lead-ready-for-pickup = يمكنك استلام طلبك الآن.
lead-delayed = تقول شركة الشحن إن الأمر يستغرق أكثر من المخطط. نحن نتابعه.
lead-on-its-way = طردك لدى شركة الشحن.
lead-shipped = سلّمنا طردك إلى شركة الشحن. قد يمر يوم قبل أن يظهر لديها.
lead-rest-follows = يصل الباقي في طرد آخر.
lead-part-delivered = لا يزال الباقي لدينا وسيصل لاحقًا.
lead-delivered = تقول شركة الشحن إنه وصل. هل هناك مشكلة؟ راسلنا.
lead-picked-up = لقد استلمت طلبك. شكرًا لك!
lead-return-requested = وصلنا طلبك وسنرد قريبًا.
lead-return-in-progress = فور وصول طردك وفحصه نخبرك بالخطوة التالية.
lead-return-inspected = نظرنا فيما أرسلته إلينا وسنخبرك قريبًا بالخطوة التالية.
lead-returned = اكتمل الإرجاع.
lead-return-declined = لم نتمكن من قبول الإرجاع؛ والسبب مذكور أدناه.
lead-scheduled = ينتظر طلبك هذا اليوم. ليس عليك فعل شيء.
lead-late = لم نلتزم بالموعد الذي أعطيناك إياه. نأسف لذلك. طلبك ليس منسيًا.
lead-payment-pending = نبدأ فور وصول المبلغ.
lead-payment-expired = كان المبلغ محجوزًا فقط ولم يُخصم شيء. يرجى مراسلتنا إن كنت لا تزال تريد طلبك.
lead-payment-released = لم يُخصم شيء. يرجى مراسلتنا إن فاجأك ذلك.
lead-refunded = أعدنا إليك المبلغ. قد تمر بضعة أيام حتى يظهر في حسابك.
lead-preparing = نحن نجهّز منتجاتك.
lead-complete = لم يعد هناك ما نرسله.
lead-received = طلبك لدينا وسنبدأ العمل عليه قريبًا.

## Progress
stages-label = سير الطلب
stage-ordered = تم الطلب
stage-shipped = تم الشحن
stage-out-for-delivery = خرج للتوصيل
stage-delivered = تم التوصيل
stage-ready-for-pickup = جاهز للاستلام
stage-picked-up = تم الاستلام
stage-complete = مكتمل
stage-on-hold = قيد الانتظار
stage-delayed = متأخر
stage-canceled = ملغى
stage-refunded = تم رد المبلغ
stage-returned = إرجاع
stage-past = تم
stage-here = الآن
stage-coming = لم يأتِ بعد

## Due date
due-single = الموعد المخطط: { $date }
due-range = الموعد المخطط: من { $from } إلى { $to }
due-passed = كان الموعد المخطط: { $date }
due-moved =
    { $count ->
        [zero] لم يتغير الموعد
        [one] تغيّر الموعد مرة واحدة
        [two] تغيّر الموعد مرتين
        [few] تغيّر الموعد { $count } مرات
        [many] تغيّر الموعد { $count } مرة
       *[other] تغيّر الموعد { $count } مرة
    }
due-move = من { $from } إلى { $to }
due-move-dropped = أُلغي الموعد { $from }
due-move-when = بتاريخ { $date }
date-range = { $from } – { $to }
coming-step = مخطط له في { $date }: { $name }.
pace-range =
    { $to ->
        [zero] يستغرق عادةً من { $from } إلى { $to } يوم عمل؛ وهذا اليوم رقم { $day }.
        [one] يستغرق عادةً من { $from } إلى { $to } يوم عمل؛ وهذا اليوم رقم { $day }.
        [two] يستغرق عادةً من { $from } إلى { $to } يومي عمل؛ وهذا اليوم رقم { $day }.
        [few] يستغرق عادةً من { $from } إلى { $to } أيام عمل؛ وهذا اليوم رقم { $day }.
        [many] يستغرق عادةً من { $from } إلى { $to } يوم عمل؛ وهذا اليوم رقم { $day }.
       *[other] يستغرق عادةً من { $from } إلى { $to } يوم عمل؛ وهذا اليوم رقم { $day }.
    }
pace-single =
    { $days ->
        [zero] يستغرق عادةً أقل من يوم عمل؛ وهذا اليوم رقم { $day }.
        [one] يستغرق عادةً يوم عمل واحدًا؛ وهذا اليوم رقم { $day }.
        [two] يستغرق عادةً يومي عمل؛ وهذا اليوم رقم { $day }.
        [few] يستغرق عادةً { $days } أيام عمل؛ وهذا اليوم رقم { $day }.
        [many] يستغرق عادةً { $days } يوم عمل؛ وهذا اليوم رقم { $day }.
       *[other] يستغرق عادةً { $days } يوم عمل؛ وهذا اليوم رقم { $day }.
    }
pace-longer = يستغرق الأمر أكثر من المعتاد: اليوم رقم { $day } بدلًا من { $to }.

## Parcels
parcel-only = طردك
parcel-of = الطرد { $number } من { $count }
parcel-waiting = لا يزال لدينا
parcel-expected = الموعد المتوقع: { $date }
phase-prepared = سُلّم لشركة الشحن
phase-on-its-way = في الطريق
phase-delayed = متأخر
phase-out-for-delivery = خرج للتوصيل
phase-attempted = محاولة توصيل
phase-not-delivered = لم يُوصَّل
phase-ready-for-pickup = جاهز للاستلام
phase-picked-up = تم الاستلام
phase-delivered = تم التوصيل
phase-waiting = قيد التجهيز
phase-on-hold = قيد الانتظار
phase-scheduled = مخطط له
track-at = التتبع على { $host }
tracking-none = ليس لهذا الطرد رقم تتبع.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [zero] ولا منتجات أخرى
        [one] ومنتج آخر
        [two] ومنتجان آخران
        [few] و{ $count } منتجات أخرى
        [many] و{ $count } منتجًا آخر
       *[other] و{ $count } منتج آخر
    }

## Timeline
entry-placed = تم استلام الطلب
entry-payment-pending = في انتظار الدفع
entry-payment-authorized = تم حجز المبلغ
entry-payment-partially-paid = دُفع جزئيًا
entry-payment-paid = تم الدفع
entry-payment-voided = أُلغي حجز المبلغ
entry-payment-expired = انتهت مدة حجز المبلغ
entry-payment-other = تحديث على الدفع
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } عبر { $gateway }
entry-canceled = أُلغي الطلب
entry-edited = تم تعديل الطلب
entry-on-hold = قيد الانتظار
entry-on-hold-payment = نحن في انتظار الدفع.
entry-on-hold-address = علينا التحقق من العنوان.
entry-on-hold-stock = نحن في انتظار توفر البضاعة.
entry-on-hold-date = الموعد غير معروف بعد.
entry-on-hold-exchange = نحن في انتظار المنتج المرتجع.
entry-scheduled = مخطط لموعد لاحق
entry-scheduled-on = الموعد المخطط: { $date }
entry-in-progress = قيد التجهيز
entry-shipped = تم الشحن
entry-shipped-parcel = الطرد { $number } من { $count }
entry-shipped-carrier = سُلّم إلى { $carrier }
entry-shipped-parcel-carrier = سُلّم الطرد { $number } من { $count } إلى { $carrier }.
entry-carrier-confirmed = وصلت بيانات الشحنة إلى شركة الشحن
entry-carrier-label = أُنشئت بطاقة الشحن
entry-carrier-picked-up = الطرد لدى شركة الشحن
entry-carrier-in-transit = في الطريق
entry-carrier-delayed = متأخر
entry-carrier-out-for-delivery = خرج للتوصيل
entry-carrier-attempted = محاولة توصيل
entry-carrier-ready-for-pickup = جاهز للاستلام
entry-carrier-fetched = تم الاستلام
entry-carrier-delivered = تم التوصيل
entry-carrier-failure = لم يُوصَّل
entry-carrier-other = تحديث من شركة الشحن
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [zero] لا تحديثات سابقة
        [one] تحديث سابق واحد
        [two] تحديثان سابقان
        [few] { $count } تحديثات سابقة
        [many] { $count } تحديثًا سابقًا
       *[other] { $count } تحديث سابق
    }
entry-refunded = تم رد المبلغ
entry-return-requested = طُلب الإرجاع
entry-return-open = تمت الموافقة على الإرجاع
entry-return-inspected = تم فحص الإرجاع
entry-return-closed = اكتمل الإرجاع
entry-return-declined = رُفض الإرجاع
entry-return-canceled = أُلغي الإرجاع
entry-status-correction = عودة إلى: { $status }
entry-status-correction-text = صححنا الخطوة.
entry-due = الموعد المخطط: { $date }
entry-due-moved = الموعد الجديد: { $date }
entry-due-dropped = أُلغي الموعد
entry-due-before = كان الموعد قبل ذلك: { $date }.
entry-items-status = { $status }، لجزء من طلبك
picture-from-shop = صورة من المتجر
entry-comment = كلمة من المتجر
entry-comment-by = كلمة من { $by }

## Items
item-waiting = قيد التجهيز
item-shipped = تم الشحن
item-delivered = تم التوصيل
item-picked-up = تم الاستلام
item-returned = تم الإرجاع
item-canceled = أُلغي
item-refunded = تم رد المبلغ
item-digital = لا شيء للشحن
item-part-shipped = تم شحن { $done } من { $count }
item-part-delivered = تم توصيل { $done } من { $count }

## Facts about the order
fact-total = المجموع
fact-outstanding = المتبقي للدفع
fact-refunded = المبلغ المسترد
fact-payment = الدفع
fact-deliver-to = التوصيل إلى
payment-pending = في انتظار الدفع
payment-authorized = المبلغ محجوز
payment-partially-paid = مدفوع جزئيًا
payment-paid = مدفوع
payment-partially-refunded = مسترد جزئيًا
payment-refunded = مسترد
payment-voided = أُلغي الحجز
payment-expired = انتهت المدة
payment-other = قيد التحقق

## Time
today = اليوم
yesterday = أمس
tomorrow = غدًا
placed-on = بتاريخ { $date }
checked-ago = آخر تحقق لدى المتجر: { $ago }
checked-now = آخر تحقق لدى المتجر: الآن

## When news no longer come in
notice-paused = الأخبار من المتجر متأخرة في الوقت الحالي.
notice-uninstalled = لم تعد هذه الصفحة تُحدَّث.
notice-known-until = ترى ما كنا نعرفه: { $when }.
