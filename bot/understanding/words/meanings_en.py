"""English words that mean nearly the same to a support desk, one group a line, the first names it.

Words are compared as stems; an underscore joins words that count only together. The trade of card
payments, no single knowledge base: a word belongs to at most one group.
"""

GROUPS = """
terminal machine device card_machine card_terminal pdq pinpad pin_pad eftpos pos unit handheld card_reader
till cash_register checkout_system epos
computer pc laptop tablet ipad
phone mobile cell cellphone smartphone telephone handset
screen display lcd monitor
touch_screen touchscreen digitizer
button key keypad keyboard
printer print printing printout
paper roll reel till_roll receipt_roll
receipt slip docket stub
battery power_pack
charger adapter adaptor power_supply power_brick psu
cable lead cord wire
socket outlet plug_socket power_point
dock cradle base charging_stand
router modem hub broadband_box
wifi wi_fi wireless wlan
internet online web connection broadband network
sim data_card sim_card
bluetooth pairing pair
reader slot
contactless tap nfc apple_pay google_pay tap_to_pay
chip insert dip
swipe magstripe stripe
scan qr barcode qr_code scanner
customer client shopper buyer guest cardholder punter
employee staff worker cashier colleague waiter waitress barista barman barmaid bartender receptionist apprentice trainee chef assistant lad
boss manager owner supervisor
shop store business restaurant cafe salon pub hotel stall barber bakery butcher garage premises takeaway chippy market_stall food_truck
company firm provider supplier vendor business_partner reseller
money cash fund dough takings earnings revenue proceeds
pay payment paid
sale transaction purchase_made
charge fee cost price rate expense commission
expensive pricey costly overcharge
cheap affordable low_cost
free gratis no_charge
refund money_back reimburse reimbursement give_back
void cancel_sale reverse reversal
cancel abort revoke call_off scrap
settle settlement batch cash_up close_out end_of_day batch_out z_report
payout deposit_in settled paid_out credited landed hit_bank hit_my_bank come_through come_in reach_bank
account bank_account
balance
statement
salary income paycheck wage
bill invoice
credit_card debit_card visa mastercard amex
decline reject refuse deny denied bounce bounced knock_back knocked_back knocking_back turn_away turned_down turn_down throw_out spit_out
fail failure unsuccessful failed
double twice duplicate two_time repeatedly second_time
missing not_arrive not_receive never_arrive never_came not_come not_show_up
wrong incorrect mistake inaccurate by_accident accidentally
error fault glitch bug
problem issue trouble difficulty
code number_code
password passcode login_code
login log_in sign_in signin log_on logon
signup sign_up register enroll
forget forgot forgotten not_remember can_not_remember
lock locked_out blocked lock_out block
unlock unblock
freeze frozen hang stuck unresponsive not_respond froze hung hanging spinning_wheel spinning_circle seize seized not_move hangs hanged
slow sluggish lag laggy takes_forever take_age crawl go_slow donkey_year snail
crash close_itself quit
restart reboot power_cycle turn_off_and_on switch_off_and_on
reset factory_reset wipe
start boot turn_on power_on switch_on come_on wake_up boot_up start_up power_up fire_up spring_to_life kick_in get_going
stop shut_down turn_off switch_off power_off shut_off go_off cut_out die died dead
light led
noise sound beep
black blank dark empty
white
dim faint pale fade faded light_print washed_out light_ink illegible unreadable hard_to_read barely_readable ghostly
line stripe streak
flicker flash blink
break broken damage crack smash bust wreck broke
drop fell fall dropped knock tumble topple slip_out knock_off slip_from
water wet liquid spill coffee rain soak beer wine tea coke cola pint milk soda gravy sauce drench spilt splash
hot heat warm overheat burn burning roasting scalding scorching boiling
smoke fire smell spark sparking burnt smoulder singe smelly
swell swollen bulge bloat puff bloated puffed_up blow_up blown_up balloon swelled fat
jam stuck_paper caught crumple scrunch mangle snag wedge crinkle crease
clean wipe_down dust dirt dirty
open take_apart dismantle disassemble unscrew
fix repair mend sort_out resolve solve
replace replacement swap new_one exchange trade_in
technician engineer repairman serviceman field_engineer tech techie repair_man repair_guy handyman maintenance_man engineer_guy service_man service_guy service_person
visit come_out send_someone home_visit site_visit come_round pop_round call_round pop_out pop_over call_out callout drop_by come_over turn_up show_up
appointment booking slot_time
book reserve schedule arrange
reschedule postpone move_appointment rearrange
status progress update_on any_news any_word hear_back heard_back what_happening
ticket case job reference
warranty guarantee covered guaranteed
contract agreement term
buy purchase bought get_new
order ordered
rent lease hire rental
deliver delivery ship shipping shipment courier dispatch
arrive arrival come reach
receive get got obtain
wait pending waiting hold_on still_waiting
delay late overdue
soon fast quick quickly rapid asap hurry urgent urgently immediately straight_away
carrier network_operator jio airtel bsnl vodacom mtn telkom telstra optus vodafone verizon t_mobile singtel starhub o2 giffgaff eir
own_bank barclays hsbc lloyds natwest santander halifax monzo starling revolut aib ptsb westpac commbank anz dbs ocbc uob hdfc icici sbi axis kotak fnb absa capitec nedbank
power_cut power_outage load_shedding loadshedding blackout brownout power_failure electricity_cut
code_wallet alipay wechat_pay wechat grabpay paynow duitnow phonepe paytm snapscan zapper
"""
