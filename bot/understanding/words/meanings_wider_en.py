"""English words of other days than a shop's that mean nearly the same, and kinds of things (days, places, dishes); written as in `meanings_en`."""

GROUPS = """
weekday monday tuesday wednesday thursday friday mondays tuesdays wednesdays thursdays fridays
month_name january february march april june july august september october november december jan feb apr jun jul aug sept oct nov dec
tomorrow tomorrows next_day day_after_tomorrow
tonight this_evening night
yesterday last_night
noon midnight pm o_clock oclock
everyday daily each_day every_day weekly monthly
city york new_york london paris chicago boston seattle denver dallas miami houston atlanta detroit philadelphia phoenix portland orlando nashville austin vegas las_vegas san_francisco san_diego los_angeles la sf nyc brooklyn manhattan pittsburgh cleveland tampa baltimore berlin rome madrid tokyo beijing shanghai delhi new_delhi mumbai pune bangalore hyderabad chennai kolkata sydney melbourne toronto dublin amsterdam barcelona moscow istanbul dubai
state_name california texas florida virginia kentucky colorado ohio michigan georgia oregon nevada arizona utah hawaii alaska illinois carolina
nation country france germany spain italy england britain uk japan china india mexico canada australia brazil russia greece ireland scotland america usa united_states europe kenya thailand turkey
nationality american british french spanish german italian chinese japanese russian mexican english portuguese
currency dollar euro pound yen peso ruble rouble rupee gbp usd eur aud crypto bitcoin
weather forecast temperature rainy sunny snow snowing cloudy storm umbrella humid humidity degree outside cold
news headline breaking_news
joke funny laugh make_me_laugh humor humour
song music playlist album singer band artist jazz rock pop classical track lyric
listen play shuffle hear
podcast episode
radio station fm am_radio pandora spotify
audiobook chapter narrator read_me
volume loud louder quiet quieter mute unmute silence silent speaker sound_level
brightness brighter bright dimmer lamp bulb
vacuum vacuum_cleaner robot_cleaner roomba hoover
smart_plug wemo smart_socket
coffee espresso latte cappuccino brew
taxi cab uber lyft ride
train rail railway
bus coach subway metro
traffic congestion commute jammed_road
direction route way_to get_to navigate gps map
distance far how_far mile kilometre kilometer
location coordinate where_am_i current_location
near nearby nearest closest around_here close_by local
restaurant diner steakhouse pizzeria bistro eatery grill pub bar applebees outback chipotle starbucks mcdonalds
food pizza taco burger pasta spaghetti steak sandwich soup salad rice chicken beef pork fish cheese bread cake cookie pie egg lasagna sushi curry noodle potato apple banana carrot broccoli
dinner breakfast supper brunch snack
recipe ingredient cook bake roast fry boil casserole
cuisine flavour flavor tasty delicious
substitute instead_of swap_for alternative
nutrition calorie nutritional protein fat sugar vitamin carb healthy
takeaway take_out takeout delivery_food
grocery supermarket walmart shopping_list
list todo to_do task item errand
remind reminder do_not_forget
meeting event conference party get_together birthday wedding
timer countdown stopwatch
clock time timezone time_zone
mail inbox gmail outlook
tweet facebook twitter social_media instagram post_on
movie cinema theatre theater showtime show_time
sport football soccer basketball baseball cricket hockey tennis
stock share market nasdaq
president politician celebrity actor actress
mother mom mum father dad wife husband brother sister parent grandma grandmother aunt uncle
friend buddy mate pal
dog cat pet animal
hobby fun spare_time free_time pastime
definition define meaning_of what_does_mean
spell spelling
translate language in_spanish in_french
convert conversion_of how_many
calculate math multiply divide plus minus divided_by times square_root percent
inch feet foot centimetre centimeter cm gram ounce cup litre liter gallon yard
tire tyre wheel
oil engine_oil lubricant
mpg mileage miles_per_gallon
engine jump_start mechanic
insurance coverage policy premium
tax taxes irs w2
retirement 401k pension rollover
credit_score credit_rating fico
apr interest_rate interest
reward_point points_earned cashback
vacation_day pto time_off paid_time_off day_off leave_day
payday pay_day direct_deposit
vaccine vaccination shot immunization immunisation
visa_permit travel_visa
carry_on hand_luggage carryon
flip coin toss
dice die_roll roll
whisper speak_softly
accent voice
nickname call_me call_you
joking kidding
maybe perhaps not_sure possibly unsure
favorite favourite like love enjoy prefer
dislike hate
create make build generate
set put_on
save store_it
available availability in_stock stock_of
top_up topped topping_up add_money
virtual disposable one_time_card
cheque check_deposit
beneficiary payee recipient
identify identity_check identity identification
direct_debit standing_order
swallow swallowed ate retain
passport visa_document
age old_enough minimum_age
contactless_pay
app mobile_app
mattress bed ergo ortho orthopedic orthopaedic foam
pillow cushion
emi installment instalment interest_free monthly_payment finance zero_cost
cod cash_on_delivery pay_on_delivery
showroom outlet_store dealership dealer distributor branch retail_store
trial try try_out test_it night_trial
custom customise customize customisation customization customised customized made_to_measure
feature specification spec quality material
range mrp price_list
pincode pin_code zip zipcode zip_code postal_code area
weight fat_loss slim lose_weight weight_loss
muscle gain bulk bulking lean mass gainer biceps bodybuilding
workout exercise gym train_body fitness
diet nutritionist diet_plan meal_plan
immunity immune
whey supplement multivitamin
authentic authenticity original genuine_product
seller sell sold
covid lockdown corona coronavirus pandemic curfew
side_effect harm harmful
bonus cash_bonus referral_bonus
wallet purse
pan pan_card aadhaar aadhar kyc
league tournament series
bowler batsman wicket keeper captain
cheat cheating unfair fairplay fair_play
stupid dumb pathetic waste hopeless
thanks tysm thank thx thanx
hello good_evening good_day goodafternoon greetings
bye goodnight good_night cya
"""
