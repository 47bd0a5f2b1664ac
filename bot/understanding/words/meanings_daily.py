"""Everyday English words that mean nearly the same; written as in `meanings_en`."""

GROUPS = """
how_long how_much_time what_time when
where which_place location
why how_come what_reason
how what_way in_what_way
can able possible could allow allowed permit
want need would_like wish require looking_for
help assist support assistance
human person agent representative operator real_person someone advisor live_agent real_human actual_person actual_human living_person
complain complaint disgust terrible awful rubbish useless
speak talk chat contact reach_out get_hold
call ring dial helpline hotline phone_number support_line give_shout
text sms message
email mail
address postcode
name surname
change alter modify edit amend switch adjust
update upgrade
download install
delete remove erase get_rid
add include
close terminate deactivate shut_account
activate activation enable set_up setup configure
connect join hook
disconnect drop_out lose_connection cut
signal reception bar tower
offline no_internet no_connection down
find locate search look
lose lost misplace mislay can_not_find
steal stolen theft thief rob nick pinch robbed walked_off made_off gone_missing
fraud scam fake phish con counterfeit suspicious dodgy scammer conman con_man fraudster hoax
hack hacker compromise breach skim
safe secure security protect protection
verify confirm validate prove verification authenticate
identity id passport
check look_at inspect
tell let_know inform explain describe
show appear see
understand mean
know aware
happen occur going_on
use using usage
work function operate
send transfer wire
withdraw withdrawal take_out
top_up topup load reload
atm cash_machine cashpoint
exchange_rate conversion currency
foreign abroad overseas international
country nation
limit maximum max cap
minimum least
amount sum total
extra additional another more
old outdated
new brand_new
big large huge
small little tiny
good great nice excellent fine
bad poor horrible
backup back_up export
report history record log
permission access right privilege
two_factor 2fa second_factor two_step
hello hi hey good_morning good_afternoon
thank thanks cheer appreciate ta
bye goodbye see_you
yes yeah yep yup sure correct right_you_are
no nope nah
done finish complete
again repeat once_more
remind reminder
alarm wake
meeting event
calendar diary
song music track tune
movie film
weather forecast rain_today
restaurant_food food meal eat dinner lunch dish recipe cook
car vehicle auto
gas fuel petrol
flight plane airline
hotel accommodation
travel trip vacation holiday journey
luggage baggage suitcase
child kid son daughter children
home house
today now currently right_now at_the_moment
discount offer coupon promo promotion voucher code_promo
size dimension height width
colour color
pain ache hurt
comfortable comfort
compare versus difference better
player team
game match contest
point score
join_in participate enter play
win winner winning prize
invite refer friend referral
setting option menu preference configuration
press push hit tap_button hold_down poke prod jab stab
put place lay
enter type key_in typed keyed punch
bank acquirer issuer processor card_scheme
merchant trader retailer
detail info information data record
document paperwork proof evidence certificate licence license
photo picture image screenshot
serial serial_number sn model make
normal usual regular typical
legal legit legitimate genuine real authorised authorized certified official licensed registered trustworthy reputable
expire expired out_of_date run_out lapse
recognise recognize detect read
half middle halfway midway
driver firmware software app application
version release
restore factory_setting default
invalid not_valid incorrect_format
recommend suggest advise recommendation tip
risk danger dangerous unsafe hazard
deduct debit taken_out take_from
spare loan temporary borrow backup_terminal loaner courtesy
compliance pci rule regulation standard
encrypt encryption scramble
trigger tamper attack self_destruct intrusion
remote remotely distance
previous last_one earlier before
dispute chargeback claim disagree
suspend restrict ban limited
nobody no_one nobody_answer
weekend saturday sunday bank_holiday public_holiday
morning afternoon evening
week day month year
minute second hour
often frequent frequently every_time constantly keep always all_the_time non_stop day_long over_and_over again_and_again the_whole_time
sometimes occasionally intermittent random randomly now_and_then
suddenly all_of_a_sudden out_of_nowhere out_of_the_blue
itself by_itself on_its_own automatically by_its_own of_its_own_accord off_its_own_bat on_own
ethernet lan network_cable lan_cable network_port ip dhcp
link href website url site web_page
guest visitor
question query
menu_topic topic subject
go_back back step_back previous_step undo
start_over begin_again from_scratch from_the_start restart_chat
explain_again say_again repeat_that clarify
later not_now busy another_time in_a_minute
green red yellow
sharp scratch scratched
leak leaking drip
plan schedule_of routine regime
inspect inspection audit review
part component spare_part
seal sticker tape screw
wall plug plug_in plugged
full charged hundred_percent
empty flat drain drained die_fast run_down run_flat lose_charge
thermal ink ribbon
lid cover door flap
camera lens window
symbol garble gibberish weird_character strange_character
worn wear worn_out
sticky stick stuck_down
training teach tutorial lesson
"""
