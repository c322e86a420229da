-- Schema step 3: care away from home (异地就医, rules NL-*). Insert-only like all before it: where a
-- thing stands is the last of its events, copied into a *_state table that `book verify` proves.
-- A scope is 'in_prov' (省内) or 'cross_prov' (跨省). A unit is an area of level city below the
-- province (the 13 cities and 239900 省本级); an agency is the unit's own or a county's.

-- ── who this book set acts for, beside its own agency ───────────────────────────────────────────
CREATE TABLE actor (               -- the row with the greatest id of an agency is the valid one
  id INTEGER PRIMARY KEY,
  agency TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX actor_by_agency ON actor (agency, id);
CREATE TABLE user_actor (          -- the latest row of a user: the agencies he may act for
  id INTEGER PRIMARY KEY,
  user_name TEXT NOT NULL,
  agencies TEXT NOT NULL           -- comma list; '' : all that the book set acts for
) STRICT;
CREATE INDEX user_actor_by_user ON user_actor (user_name, id);

-- ── registrations 备案 (NL-8 … NL-11, SM-7) ────────────────────────────────────────────────────
CREATE TABLE registration (
  id INTEGER PRIMARY KEY,
  import_id INTEGER REFERENCES import_file (id),  -- NULL: written at the desk
  line_no INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,     -- HLJ1-230200-202605-001
  kind TEXT NOT NULL CHECK (kind IN ('RETIRED', 'RESIDENT', 'WORK', 'REFERRAL')),
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  insured_area TEXT NOT NULL,
  treat_area TEXT NOT NULL,        -- province, city or county
  begin_day TEXT NOT NULL,
  end_day TEXT,                    -- NULL: open
  psn_no TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  cert_type TEXT NOT NULL,
  certno TEXT NOT NULL,
  gend TEXT NOT NULL,
  brdy TEXT,
  card_no TEXT NOT NULL,
  insured_state TEXT NOT NULL,
  emp_name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  from_hospital TEXT NOT NULL,     -- referral: 转出医院
  to_hospital TEXT NOT NULL,
  diagnosis TEXT NOT NULL,
  referral_reason TEXT NOT NULL,
  registered_day TEXT NOT NULL,
  replaces_id INTEGER REFERENCES registration (id)
) STRICT;
CREATE INDEX registration_by_person ON registration (psn_no, id);
CREATE INDEX registration_by_certno ON registration (certno, id);
CREATE TABLE registration_hospital (  -- chosen hospitals (NL-15)
  id INTEGER PRIMARY KEY,
  registration_id INTEGER NOT NULL REFERENCES registration (id),
  line_no INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL
) STRICT;
CREATE INDEX registration_hospital_by_registration ON registration_hospital (registration_id, id);
CREATE TABLE registration_event (
  id INTEGER PRIMARY KEY,
  registration_id INTEGER NOT NULL REFERENCES registration (id),
  act TEXT NOT NULL,               -- register change pause resume terminate expire cancel sign
  state TEXT NOT NULL CHECK (state IN ('VALID', 'PAUSED', 'TERMINATED', 'CANCELLED_CHANGED',
                                       'EXPIRED_USED', 'CANCELLED_UNUSED')),
  day TEXT NOT NULL,               -- from which day on
  setl_id TEXT,                    -- the discharge settlement that used a referral up (NL-10c)
  actor TEXT NOT NULL,             -- 'system' for automatic acts
  nominal_time TEXT,               -- automatic acts: when it was due
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX registration_event_by_registration ON registration_event (registration_id, id);
CREATE TABLE registration_state (
  registration_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;
CREATE TABLE claim_registration (  -- what each non-local claim was matched to when it came in
  id INTEGER PRIMARY KEY,
  claim_id INTEGER,                -- treated in the province, or …
  item_id INTEGER,                 -- … in another one, as the national file has it
  import_id INTEGER NOT NULL,      -- taken out with its claims
  registration_id INTEGER,         -- NULL: none
  result TEXT NOT NULL CHECK (result IN ('MATCHED', 'NONE', 'PAUSED', 'ENDED', 'AREA', 'HOSPITAL')),
  CHECK ((claim_id IS NULL) <> (item_id IS NULL))
) STRICT;
CREATE INDEX claim_registration_by_claim ON claim_registration (claim_id);
CREATE INDEX claim_registration_by_item ON claim_registration (item_id);
CREATE INDEX claim_registration_by_registration ON claim_registration (registration_id);
CREATE TABLE manual_claim (        -- paid in full by the person, to be reimbursed (NL-24b)
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  registration_id INTEGER REFERENCES registration (id),
  psn_no TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  certno TEXT NOT NULL,
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  insured_area TEXT NOT NULL,
  treat_area TEXT NOT NULL,
  hospital_code TEXT NOT NULL,
  hospital_name TEXT NOT NULL,
  discharge_day TEXT NOT NULL,
  reason TEXT NOT NULL,            -- EMERGENCY YEAR_END SYSTEM_FAULT CARD REGION_SUSPENDED OTHER
  reason_note TEXT NOT NULL,
  medfee_fen INTEGER NOT NULL CHECK (medfee_fen > 0),
  fund_fen INTEGER NOT NULL CHECK (fund_fen >= 0)
) STRICT;
CREATE TABLE manual_claim_event (
  id INTEGER PRIMARY KEY,
  manual_claim_id INTEGER NOT NULL REFERENCES manual_claim (id),
  act TEXT NOT NULL CHECK (act IN ('file', 'accept', 'refuse', 'pay')),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  fund_fen INTEGER NOT NULL,       -- what is reimbursed (accept, pay)
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX manual_claim_event_by_claim ON manual_claim_event (manual_claim_id, id);

-- ── what the national system says, and totals by category (NL-26, NL-27) ────────────────────────
CREATE TABLE national_item (       -- own persons treated in other provinces, as the national file has it
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  period INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pay', 'deduct')),
  setl_id TEXT NOT NULL,
  treat_area TEXT NOT NULL,
  hospital_code TEXT NOT NULL,
  hospital_name TEXT NOT NULL,
  insu_admdvs TEXT NOT NULL,
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  psn_no TEXT NOT NULL,
  discharge_day TEXT NOT NULL,
  orig_period INTEGER NOT NULL,    -- of a deduction: the month of the costs; else the period
  reason TEXT NOT NULL,            -- of a deduction
  medfee_fen INTEGER NOT NULL,
  pool_fen INTEGER NOT NULL,       -- 统筹
  big_fen INTEGER NOT NULL,        -- 大额 / 大病
  cvlserv_fen INTEGER NOT NULL,
  maf_fen INTEGER NOT NULL,
  other_fen INTEGER NOT NULL,
  fund_fen INTEGER NOT NULL,       -- Σ of the five
  acct_fen INTEGER NOT NULL,
  c01 INTEGER NOT NULL, c02 INTEGER NOT NULL, c03 INTEGER NOT NULL, c04 INTEGER NOT NULL,
  c05 INTEGER NOT NULL, c06 INTEGER NOT NULL, c07 INTEGER NOT NULL, c08 INTEGER NOT NULL,
  c09 INTEGER NOT NULL, c10 INTEGER NOT NULL, c11 INTEGER NOT NULL, c12 INTEGER NOT NULL,
  c13 INTEGER NOT NULL, c14 INTEGER NOT NULL,
  UNIQUE (period, kind, setl_id)
) STRICT;                          -- c01…c14: 大类费用 by med_chrgitm_type, Σ = medfee of a payment
CREATE TABLE claim_category (      -- 大类费用 of a claim (F-NL-3, what goes up to the national system)
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  setl_id TEXT NOT NULL,
  chrgitm_type TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  ownpay_fen INTEGER NOT NULL,
  selfpay_fen INTEGER NOT NULL,
  UNIQUE (setl_id, chrgitm_type)
) STRICT;
CREATE TABLE national_upload (     -- NL-27: details of a cross-province claim went up
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL UNIQUE,
  day TEXT NOT NULL
) STRICT;

-- ── the clearing period (NL-28 … NL-31, SM-8) ───────────────────────────────────────────────────
CREATE TABLE nl_deduction (        -- taken off a non-local claim (NL-38)
  id INTEGER PRIMARY KEY,
  import_id INTEGER REFERENCES import_file (id),  -- NULL: from an inspection, at the desk
  line_no INTEGER NOT NULL,
  claim_id INTEGER NOT NULL,
  setl_id TEXT NOT NULL,
  period INTEGER NOT NULL,         -- the clearing period that takes it off
  orig_period INTEGER NOT NULL,    -- the month of the costs
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  reason TEXT NOT NULL,
  confirmed_day TEXT NOT NULL,
  inspection_id INTEGER            -- where it was found; NULL: at the audit
) STRICT;
CREATE INDEX nl_deduction_by_period ON nl_deduction (period);
CREATE INDEX nl_deduction_by_claim ON nl_deduction (claim_id);
CREATE TABLE clearing_event (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  unit TEXT NOT NULL,              -- area code of the unit; '' : the province as a whole
  stage TEXT NOT NULL CHECK (stage IN ('audit', 'mismatch', 'upload', 'lists', 'confirm',
                                       'national', 'publish')),
  state TEXT NOT NULL,             -- SM-8
  actor TEXT NOT NULL,             -- 'system' for automatic acts
  nominal_time TEXT,               -- automatic acts: when it was due
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX clearing_event_by_period ON clearing_event (period, scope, stage, unit, id);
CREATE TABLE clearing_state (
  period INTEGER NOT NULL,
  scope TEXT NOT NULL,
  stage TEXT NOT NULL,
  unit TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (period, scope, stage, unit)
) STRICT, WITHOUT ROWID;
CREATE TABLE clearing_mismatch (   -- our figures and a hospital's differ (NL-31a)
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  scope TEXT NOT NULL,
  unit TEXT NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  our_fen INTEGER NOT NULL,
  their_fen INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TABLE clearing_mismatch_event (
  id INTEGER PRIMARY KEY,
  mismatch_id INTEGER NOT NULL REFERENCES clearing_mismatch (id),
  state TEXT NOT NULL CHECK (state IN ('MISMATCH_SOLVED', 'MISMATCH_OPEN_AT_AUTO')),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX clearing_mismatch_event_by_mismatch ON clearing_mismatch_event (mismatch_id, id);
CREATE TABLE clearing_list (       -- one generation of the lists of a period and scope
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  version INTEGER NOT NULL,
  policy_pack_id INTEGER NOT NULL REFERENCES policy_pack (id),
  last_claim_id INTEGER NOT NULL,  -- claims and national items up to these were looked at
  last_item_id INTEGER NOT NULL,
  last_deduction_id INTEGER NOT NULL,
  first_row_id INTEGER NOT NULL,   -- its rows (0, 0 when none)
  last_row_id INTEGER NOT NULL,
  receivable_fen INTEGER NOT NULL,
  payable_fen INTEGER NOT NULL,
  UNIQUE (period, scope, version)
) STRICT;
CREATE TABLE clearing_row (        -- what forms 4 … 9-2 are summed from
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES clearing_list (id),
  side TEXT NOT NULL CHECK (side IN ('R', 'P')),  -- receivable (treat side), payable (insured side)
  is_deduction INTEGER NOT NULL CHECK (is_deduction IN (0, 1)),
  treat_unit TEXT NOT NULL,        -- '' : outside the province
  treat_agency TEXT NOT NULL,      -- agency that settles with the provider; '' : outside
  provider_id INTEGER NOT NULL,    -- of side R; 0: none
  insured_unit TEXT NOT NULL,      -- '' : outside the province
  insured_agency TEXT NOT NULL,    -- the unit or a county; '' : outside
  other_province TEXT NOT NULL,    -- 110000 …: of cross_prov; '' in the province
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  orig_period INTEGER NOT NULL,
  reason TEXT NOT NULL,            -- of deductions
  n_visits INTEGER NOT NULL,
  medfee_fen INTEGER NOT NULL,     -- 0 for deductions
  pool_fen INTEGER NOT NULL,
  big_fen INTEGER NOT NULL,
  cvlserv_fen INTEGER NOT NULL,
  maf_fen INTEGER NOT NULL,
  other_fen INTEGER NOT NULL,
  fund_fen INTEGER NOT NULL,       -- Σ of the five (K08)
  acct_fen INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL      -- cleared: fund, and the personal account where it is cleared
) STRICT;
CREATE INDEX clearing_row_by_list ON clearing_row (list_id, side, treat_unit, insured_unit);
CREATE TABLE clearing_carry (      -- what a list left of a refund or a deduction that was more than
  id INTEGER PRIMARY KEY,          -- what an agency had (NL-38); counts once the list is published
  list_id INTEGER NOT NULL REFERENCES clearing_list (id),
  source TEXT NOT NULL CHECK (source IN ('claim', 'item', 'deduction')),
  record_id INTEGER NOT NULL,      -- claim, national_item or nl_deduction
  to_period INTEGER NOT NULL,      -- the month whose list takes it
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
CREATE INDEX clearing_carry_by_list ON clearing_carry (list_id, id);
CREATE INDEX clearing_carry_by_period ON clearing_carry (to_period, source, record_id);
CREATE INDEX clearing_carry_by_record ON clearing_carry (source, record_id, id);
CREATE TABLE clearing_objection (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES clearing_list (id),
  unit TEXT NOT NULL,
  form TEXT NOT NULL,              -- F-NL-9-1 …
  line_no INTEGER NOT NULL,        -- the line of the form that is objected to
  line_key TEXT NOT NULL,          -- what stands there: provider or area, insurance
  amount_fen INTEGER NOT NULL,     -- as printed
  claimed_fen INTEGER,             -- as the unit has it; NULL: not said
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL
) STRICT;
CREATE INDEX clearing_objection_by_list ON clearing_objection (list_id, unit, id);
CREATE TABLE clearing_answer (     -- the province's answer to an objection
  id INTEGER PRIMARY KEY,
  objection_id INTEGER NOT NULL REFERENCES clearing_objection (id),
  result TEXT NOT NULL CHECK (result IN ('ACCEPTED', 'REJECTED', 'NEXT_PERIOD')),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL
) STRICT;
CREATE INDEX clearing_answer_by_objection ON clearing_answer (objection_id, id);

-- ── deposits 预付金 and notices (NL-17 … NL-22) ──────────────────────────────────────────────────
CREATE TABLE deposit_base (        -- last year's non-local costs: the base of the quota (NL-17b)
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  year INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  unit TEXT NOT NULL,
  agency TEXT NOT NULL,            -- the unit's own or a county's
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
  UNIQUE (year, scope, agency, insurance)
) STRICT;
CREATE TABLE notice (              -- 2-1 2-2 2-3 5 6 8 9: money to be paid or received
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,     -- HLJ6-230200-202605-001
  form TEXT NOT NULL CHECK (form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3', 'F-NL-5', 'F-NL-6',
                                     'F-NL-8', 'F-NL-9')),
  unit TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('', 'in_prov', 'cross_prov')),  -- '' : both
  period INTEGER NOT NULL,         -- month of costs; of 2-1 and 2-2 January of the year
  list_id INTEGER REFERENCES clearing_list (id),  -- of 5 6 8 9
  policy_pack_id INTEGER NOT NULL REFERENCES policy_pack (id),
  day TEXT NOT NULL,               -- of publication
  due_day TEXT,
  method TEXT NOT NULL,            -- of 2-3: months, green or manual (AMB-05)
  reason TEXT NOT NULL,
  total_fen INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  published_by TEXT NOT NULL
) STRICT;
CREATE INDEX notice_by_unit ON notice (unit, period, form);
CREATE TABLE notice_line (
  id INTEGER PRIMARY KEY,
  notice_id INTEGER NOT NULL REFERENCES notice (id),
  line_no INTEGER NOT NULL,
  agency TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  insurance TEXT NOT NULL CHECK (insurance IN ('', 'EMP', 'RES')),
  f1 INTEGER NOT NULL, f2 INTEGER NOT NULL, f3 INTEGER NOT NULL, f4 INTEGER NOT NULL,
  f5 INTEGER NOT NULL, f6 INTEGER NOT NULL
) STRICT;                          -- what f1…f6 mean for each form: model/qz-nonlocal.c
CREATE INDEX notice_line_by_notice ON notice_line (notice_id, line_no);
CREATE TABLE notice_event (
  id INTEGER PRIMARY KEY,
  notice_id INTEGER NOT NULL REFERENCES notice (id),
  state TEXT NOT NULL CHECK (state IN ('PUBLISHED', 'DOWNLOADED', 'PAID', 'CLOSED', 'WITHDRAWN')),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX notice_event_by_notice ON notice_event (notice_id, id);
CREATE TABLE notice_state (notice_id INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;
CREATE TABLE deposit_move (        -- what raised or lowered a unit's deposit
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'collect', 'refund', 'use', 'refill')),
  day TEXT NOT NULL,
  period INTEGER NOT NULL,         -- of use and refill: the month of costs; else 0
  amount_fen INTEGER NOT NULL,     -- signed
  notice_id INTEGER REFERENCES notice (id),
  transfer_id INTEGER REFERENCES transfer (id)
) STRICT;
CREATE INDEX deposit_move_by_unit ON deposit_move (unit, scope, id);
CREATE TABLE deposit_quota (       -- what a unit's deposit should be, from a day on
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  day TEXT NOT NULL,
  quota_fen INTEGER NOT NULL CHECK (quota_fen > 0),
  notice_id INTEGER REFERENCES notice (id),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX deposit_quota_by_unit ON deposit_quota (unit, scope, id);
CREATE TABLE deposit_proposal (    -- what a maker wants published; the newest row of its key is valid
  id INTEGER PRIMARY KEY,
  form TEXT NOT NULL CHECK (form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3')),
  unit TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('', 'in_prov', 'cross_prov')),  -- '' : both
  period INTEGER NOT NULL,         -- as of the notice
  method TEXT NOT NULL,            -- of 2-3: months, green or manual (AMB-05)
  reason TEXT NOT NULL,
  total_fen INTEGER NOT NULL,
  digest TEXT NOT NULL,            -- of the lines as proposed: what is published must be the same
  made_by TEXT NOT NULL
) STRICT;
CREATE INDEX deposit_proposal_by_unit ON deposit_proposal (unit, form, period, id);
CREATE TABLE deposit_balance (
  unit TEXT NOT NULL,
  scope TEXT NOT NULL,
  balance_fen INTEGER NOT NULL,
  PRIMARY KEY (unit, scope)
) STRICT, WITHOUT ROWID;
CREATE TABLE deposit_usage (       -- NL-21 of each month, when its notices are published
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  period INTEGER NOT NULL,
  quota_fen INTEGER NOT NULL,
  clearing_fen INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('green', 'yellow', 'red')),
  changed INTEGER NOT NULL CHECK (changed IN (0, 1)),  -- another level than the month before
  day TEXT NOT NULL,
  UNIQUE (unit, scope, period)
) STRICT;

-- ── money down and up (NL-18, NL-31, NL-35) ─────────────────────────────────────────────────────
CREATE TABLE transfer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  leg TEXT NOT NULL CHECK (leg IN ('D1', 'D2', 'D3', 'U1', 'U2', 'U3', 'U4',
                                   'P1', 'P2', 'P3', 'P4', 'R1', 'R2', 'R3', 'R4', 'I1')),
  scope TEXT NOT NULL CHECK (scope IN ('in_prov', 'cross_prov')),
  period INTEGER NOT NULL,         -- of D and U the month of costs; else of the notice
  payer TEXT NOT NULL,             -- agency codes
  payer_account TEXT NOT NULL,     -- kind of account: acc_out acc_fiscal acc_nl_city acc_nl_prov …
  payee TEXT NOT NULL,
  payee_account TEXT NOT NULL,
  insurance TEXT NOT NULL CHECK (insurance IN ('', 'EMP', 'RES')),
  unit TEXT NOT NULL,              -- the unit it is about; '' : all
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  notice_id INTEGER REFERENCES notice (id),
  base_event TEXT NOT NULL,        -- what the due day is counted from, for people
  base_day TEXT,                   -- NULL: has not happened yet
  due_day TEXT
) STRICT;
CREATE INDEX transfer_by_period ON transfer (period, scope, leg);
CREATE INDEX transfer_by_notice ON transfer (notice_id);
CREATE TABLE transfer_part (       -- whose money it is: the sub-accounts it moves through (AMB-11)
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL REFERENCES transfer (id),
  line_no INTEGER NOT NULL,
  party TEXT NOT NULL,             -- area code of a unit, county or other province
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
CREATE INDEX transfer_part_by_transfer ON transfer_part (transfer_id, line_no);
CREATE TABLE transfer_event (
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL REFERENCES transfer (id),
  act TEXT NOT NULL CHECK (act IN ('due', 'pay', 'confirm-payment', 'confirm-receipt', 'cancel')),
  payment_id INTEGER REFERENCES transfer_event (id),  -- of confirmations: the payment
  amount_fen INTEGER NOT NULL,
  day TEXT NOT NULL,               -- due: the base day; else the bank's trade day
  due_day TEXT,                    -- due
  bank_name TEXT NOT NULL,
  serial TEXT NOT NULL,
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX transfer_event_by_transfer ON transfer_event (transfer_id, id);
CREATE INDEX transfer_event_by_serial ON transfer_event (serial, bank_name) WHERE serial <> '';
CREATE TABLE transfer_state (
  transfer_id INTEGER PRIMARY KEY,
  due_day TEXT,
  paid_fen INTEGER NOT NULL,
  confirmed_fen INTEGER NOT NULL,
  received_fen INTEGER NOT NULL,
  last_received TEXT,
  open_fen INTEGER NOT NULL        -- of its amount, what is not received
) STRICT;
CREATE INDEX transfer_state_open ON transfer_state (transfer_id) WHERE open_fen > 0;
CREATE TABLE transfer_voucher (    -- which voucher an event of a transfer made, in whose ledger
  id INTEGER PRIMARY KEY,
  transfer_event_id INTEGER NOT NULL REFERENCES transfer_event (id),
  voucher_id INTEGER NOT NULL UNIQUE REFERENCES voucher (id)
) STRICT;
CREATE INDEX transfer_voucher_by_event ON transfer_voucher (transfer_event_id);
CREATE TABLE transfer_document (   -- D4: which document pays hospitals with the money of a transfer
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL REFERENCES transfer (id),
  document_id INTEGER NOT NULL UNIQUE REFERENCES document (id)
) STRICT;
CREATE INDEX transfer_document_by_transfer ON transfer_document (transfer_id);
CREATE TABLE region_event (        -- SM-6
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('NORMAL', 'OVERDUE', 'SUSPENDED')),
  transfer_id INTEGER REFERENCES transfer (id),
  actor TEXT NOT NULL,
  nominal_time TEXT,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX region_event_by_unit ON region_event (unit, id);
CREATE TABLE region_state (unit TEXT PRIMARY KEY, state TEXT NOT NULL, since TEXT NOT NULL)
  STRICT, WITHOUT ROWID;

-- ── supervision (NL-37 … NL-40) ─────────────────────────────────────────────────────────────────
CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  subject TEXT NOT NULL,
  inspectors TEXT NOT NULL
) STRICT;
CREATE TABLE inspection_event (
  id INTEGER PRIMARY KEY,
  inspection_id INTEGER NOT NULL REFERENCES inspection (id),
  act TEXT NOT NULL CHECK (act IN ('open', 'finding', 'hear', 'penalty', 'penalty-paid', 'close')),
  claim_id INTEGER,                -- of a finding
  amount_fen INTEGER NOT NULL,     -- finding: to be deducted; penalty: 违约金, never netted (NL-38b)
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX inspection_event_by_inspection ON inspection_event (inspection_id, id);
CREATE TABLE complaint (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  received_day TEXT NOT NULL,
  complainant TEXT NOT NULL,
  contact TEXT NOT NULL,
  provider_id INTEGER REFERENCES provider (id),
  subject TEXT NOT NULL
) STRICT;
CREATE TABLE complaint_event (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  act TEXT NOT NULL CHECK (act IN ('receive', 'accept', 'find', 'report', 'tell', 'close')),
  major INTEGER NOT NULL CHECK (major IN (0, 1)),  -- to be reported to the province (NL-39)
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX complaint_event_by_complaint ON complaint_event (complaint_id, id);
CREATE TABLE person_suspension (   -- NL-40: the latest row of a person is the valid one
  id INTEGER PRIMARY KEY,
  certno TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  insured_area TEXT NOT NULL,
  suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
  from_day TEXT NOT NULL,
  reported_day TEXT,               -- to the province
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX person_suspension_by_person ON person_suspension (certno, id);
CREATE TABLE provider_service (    -- NL-14, DT-7b: on a day the newest row that began by then is valid
  id INTEGER PRIMARY KEY,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  service TEXT NOT NULL CHECK (service IN ('nonlocal', 'assistance')),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  from_day TEXT NOT NULL,
  announced_day TEXT,              -- to the public; NULL: not yet
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX provider_service_by_provider ON provider_service (provider_id, service, id);

-- ── papers of care away from home: reprints are counted ─────────────────────────────────────────
CREATE TABLE paper_log (
  id INTEGER PRIMARY KEY,
  form TEXT NOT NULL,
  subject TEXT NOT NULL,           -- notice number, list and unit, registration number …
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX paper_log_by_subject ON paper_log (form, subject);

-- ── packages between offices ────────────────────────────────────────────────────────────────────
CREATE TABLE peer (                -- the latest row of an agency is the valid one
  id INTEGER PRIMARY KEY,
  agency TEXT NOT NULL,
  public_key TEXT NOT NULL,        -- hex
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX peer_by_agency ON peer (agency, id);
CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  peer TEXT NOT NULL,              -- agency code
  number TEXT NOT NULL,            -- the sender's: 230000-230200-000007
  digest TEXT NOT NULL,
  UNIQUE (direction, number)
) STRICT;
CREATE TABLE package_item (
  id INTEGER PRIMARY KEY,
  package_id INTEGER NOT NULL REFERENCES package (id),
  kind TEXT NOT NULL,
  item_key TEXT NOT NULL,          -- what it is about, the same in every book set
  revision INTEGER NOT NULL,       -- the sender's; an older one changes nothing
  content TEXT NOT NULL,           -- canonical JSON
  result TEXT NOT NULL CHECK (result IN ('SENT', 'APPLIED', 'STALE', 'REJECTED', 'WAITING')),
  reason TEXT NOT NULL,
  record_id INTEGER NOT NULL       -- the record that it became here; 0: none
) STRICT;
CREATE INDEX package_item_by_key ON package_item (kind, item_key, revision);
CREATE INDEX package_item_by_package ON package_item (package_id, kind, item_key, revision);
CREATE INDEX package_item_by_record ON package_item (record_id, kind) WHERE record_id <> 0;

-- ── what nobody may change ──────────────────────────────────────────────────────────────────────
CREATE TRIGGER actor_no_update BEFORE UPDATE ON actor
  BEGIN SELECT raise(ABORT, 'rows of actor cannot be changed'); END;
CREATE TRIGGER actor_no_delete BEFORE DELETE ON actor
  BEGIN SELECT raise(ABORT, 'rows of actor cannot be deleted'); END;
CREATE TRIGGER user_actor_no_update BEFORE UPDATE ON user_actor
  BEGIN SELECT raise(ABORT, 'rows of user_actor cannot be changed'); END;
CREATE TRIGGER user_actor_no_delete BEFORE DELETE ON user_actor
  BEGIN SELECT raise(ABORT, 'rows of user_actor cannot be deleted'); END;
CREATE TRIGGER registration_no_update BEFORE UPDATE ON registration
  BEGIN SELECT raise(ABORT, 'rows of registration cannot be changed'); END;
CREATE TRIGGER registration_no_delete BEFORE DELETE ON registration
  BEGIN SELECT raise(ABORT, 'rows of registration cannot be deleted'); END;
CREATE TRIGGER registration_hospital_no_update BEFORE UPDATE ON registration_hospital
  BEGIN SELECT raise(ABORT, 'rows of registration_hospital cannot be changed'); END;
CREATE TRIGGER registration_hospital_no_delete BEFORE DELETE ON registration_hospital
  BEGIN SELECT raise(ABORT, 'rows of registration_hospital cannot be deleted'); END;
CREATE TRIGGER registration_event_no_update BEFORE UPDATE ON registration_event
  BEGIN SELECT raise(ABORT, 'rows of registration_event cannot be changed'); END;
CREATE TRIGGER registration_event_no_delete BEFORE DELETE ON registration_event
  BEGIN SELECT raise(ABORT, 'rows of registration_event cannot be deleted'); END;
CREATE TRIGGER claim_registration_no_update BEFORE UPDATE ON claim_registration
  BEGIN SELECT raise(ABORT, 'rows of claim_registration cannot be changed'); END;
CREATE TRIGGER claim_registration_no_delete BEFORE DELETE ON claim_registration
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of claim_registration cannot be deleted'); END;
CREATE TRIGGER manual_claim_no_update BEFORE UPDATE ON manual_claim
  BEGIN SELECT raise(ABORT, 'rows of manual_claim cannot be changed'); END;
CREATE TRIGGER manual_claim_no_delete BEFORE DELETE ON manual_claim
  BEGIN SELECT raise(ABORT, 'rows of manual_claim cannot be deleted'); END;
CREATE TRIGGER manual_claim_event_no_update BEFORE UPDATE ON manual_claim_event
  BEGIN SELECT raise(ABORT, 'rows of manual_claim_event cannot be changed'); END;
CREATE TRIGGER manual_claim_event_no_delete BEFORE DELETE ON manual_claim_event
  BEGIN SELECT raise(ABORT, 'rows of manual_claim_event cannot be deleted'); END;
CREATE TRIGGER national_item_no_update BEFORE UPDATE ON national_item
  BEGIN SELECT raise(ABORT, 'rows of national_item cannot be changed'); END;
CREATE TRIGGER national_item_no_delete BEFORE DELETE ON national_item
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of national_item cannot be deleted'); END;
CREATE TRIGGER claim_category_no_update BEFORE UPDATE ON claim_category
  BEGIN SELECT raise(ABORT, 'rows of claim_category cannot be changed'); END;
CREATE TRIGGER claim_category_no_delete BEFORE DELETE ON claim_category
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of claim_category cannot be deleted'); END;
CREATE TRIGGER national_upload_no_update BEFORE UPDATE ON national_upload
  BEGIN SELECT raise(ABORT, 'rows of national_upload cannot be changed'); END;
CREATE TRIGGER national_upload_no_delete BEFORE DELETE ON national_upload
  BEGIN SELECT raise(ABORT, 'rows of national_upload cannot be deleted'); END;
CREATE TRIGGER nl_deduction_no_update BEFORE UPDATE ON nl_deduction
  BEGIN SELECT raise(ABORT, 'rows of nl_deduction cannot be changed'); END;
CREATE TRIGGER nl_deduction_no_delete BEFORE DELETE ON nl_deduction
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of nl_deduction cannot be deleted'); END;
CREATE TRIGGER clearing_event_no_update BEFORE UPDATE ON clearing_event
  BEGIN SELECT raise(ABORT, 'rows of clearing_event cannot be changed'); END;
CREATE TRIGGER clearing_event_no_delete BEFORE DELETE ON clearing_event
  BEGIN SELECT raise(ABORT, 'rows of clearing_event cannot be deleted'); END;
CREATE TRIGGER clearing_mismatch_no_update BEFORE UPDATE ON clearing_mismatch
  BEGIN SELECT raise(ABORT, 'rows of clearing_mismatch cannot be changed'); END;
CREATE TRIGGER clearing_mismatch_no_delete BEFORE DELETE ON clearing_mismatch
  BEGIN SELECT raise(ABORT, 'rows of clearing_mismatch cannot be deleted'); END;
CREATE TRIGGER clearing_mismatch_event_no_update BEFORE UPDATE ON clearing_mismatch_event
  BEGIN SELECT raise(ABORT, 'rows of clearing_mismatch_event cannot be changed'); END;
CREATE TRIGGER clearing_mismatch_event_no_delete BEFORE DELETE ON clearing_mismatch_event
  BEGIN SELECT raise(ABORT, 'rows of clearing_mismatch_event cannot be deleted'); END;
CREATE TRIGGER clearing_list_no_update BEFORE UPDATE ON clearing_list
  BEGIN SELECT raise(ABORT, 'rows of clearing_list cannot be changed'); END;
CREATE TRIGGER clearing_list_no_delete BEFORE DELETE ON clearing_list
  BEGIN SELECT raise(ABORT, 'rows of clearing_list cannot be deleted'); END;
CREATE TRIGGER clearing_row_no_update BEFORE UPDATE ON clearing_row
  BEGIN SELECT raise(ABORT, 'rows of clearing_row cannot be changed'); END;
CREATE TRIGGER clearing_row_no_delete BEFORE DELETE ON clearing_row
  BEGIN SELECT raise(ABORT, 'rows of clearing_row cannot be deleted'); END;
CREATE TRIGGER clearing_carry_no_update BEFORE UPDATE ON clearing_carry
  BEGIN SELECT raise(ABORT, 'rows of clearing_carry cannot be changed'); END;
CREATE TRIGGER clearing_carry_no_delete BEFORE DELETE ON clearing_carry
  BEGIN SELECT raise(ABORT, 'rows of clearing_carry cannot be deleted'); END;
CREATE TRIGGER clearing_objection_no_update BEFORE UPDATE ON clearing_objection
  BEGIN SELECT raise(ABORT, 'rows of clearing_objection cannot be changed'); END;
CREATE TRIGGER clearing_objection_no_delete BEFORE DELETE ON clearing_objection
  BEGIN SELECT raise(ABORT, 'rows of clearing_objection cannot be deleted'); END;
CREATE TRIGGER clearing_answer_no_update BEFORE UPDATE ON clearing_answer
  BEGIN SELECT raise(ABORT, 'rows of clearing_answer cannot be changed'); END;
CREATE TRIGGER clearing_answer_no_delete BEFORE DELETE ON clearing_answer
  BEGIN SELECT raise(ABORT, 'rows of clearing_answer cannot be deleted'); END;
CREATE TRIGGER deposit_base_no_update BEFORE UPDATE ON deposit_base
  BEGIN SELECT raise(ABORT, 'rows of deposit_base cannot be changed'); END;
CREATE TRIGGER deposit_base_no_delete BEFORE DELETE ON deposit_base
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of deposit_base cannot be deleted'); END;
CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice
  BEGIN SELECT raise(ABORT, 'rows of notice cannot be changed'); END;
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice
  BEGIN SELECT raise(ABORT, 'rows of notice cannot be deleted'); END;
CREATE TRIGGER notice_line_no_update BEFORE UPDATE ON notice_line
  BEGIN SELECT raise(ABORT, 'rows of notice_line cannot be changed'); END;
CREATE TRIGGER notice_line_no_delete BEFORE DELETE ON notice_line
  BEGIN SELECT raise(ABORT, 'rows of notice_line cannot be deleted'); END;
CREATE TRIGGER notice_event_no_update BEFORE UPDATE ON notice_event
  BEGIN SELECT raise(ABORT, 'rows of notice_event cannot be changed'); END;
CREATE TRIGGER notice_event_no_delete BEFORE DELETE ON notice_event
  BEGIN SELECT raise(ABORT, 'rows of notice_event cannot be deleted'); END;
CREATE TRIGGER deposit_move_no_update BEFORE UPDATE ON deposit_move
  BEGIN SELECT raise(ABORT, 'rows of deposit_move cannot be changed'); END;
CREATE TRIGGER deposit_move_no_delete BEFORE DELETE ON deposit_move
  BEGIN SELECT raise(ABORT, 'rows of deposit_move cannot be deleted'); END;
CREATE TRIGGER deposit_quota_no_update BEFORE UPDATE ON deposit_quota
  BEGIN SELECT raise(ABORT, 'rows of deposit_quota cannot be changed'); END;
CREATE TRIGGER deposit_quota_no_delete BEFORE DELETE ON deposit_quota
  BEGIN SELECT raise(ABORT, 'rows of deposit_quota cannot be deleted'); END;
CREATE TRIGGER deposit_proposal_no_update BEFORE UPDATE ON deposit_proposal
  BEGIN SELECT raise(ABORT, 'rows of deposit_proposal cannot be changed'); END;
CREATE TRIGGER deposit_proposal_no_delete BEFORE DELETE ON deposit_proposal
  BEGIN SELECT raise(ABORT, 'rows of deposit_proposal cannot be deleted'); END;
CREATE TRIGGER deposit_usage_no_update BEFORE UPDATE ON deposit_usage
  BEGIN SELECT raise(ABORT, 'rows of deposit_usage cannot be changed'); END;
CREATE TRIGGER deposit_usage_no_delete BEFORE DELETE ON deposit_usage
  BEGIN SELECT raise(ABORT, 'rows of deposit_usage cannot be deleted'); END;
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
  BEGIN SELECT raise(ABORT, 'rows of transfer cannot be changed'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
  BEGIN SELECT raise(ABORT, 'rows of transfer cannot be deleted'); END;
CREATE TRIGGER transfer_part_no_update BEFORE UPDATE ON transfer_part
  BEGIN SELECT raise(ABORT, 'rows of transfer_part cannot be changed'); END;
CREATE TRIGGER transfer_part_no_delete BEFORE DELETE ON transfer_part
  BEGIN SELECT raise(ABORT, 'rows of transfer_part cannot be deleted'); END;
CREATE TRIGGER transfer_event_no_update BEFORE UPDATE ON transfer_event
  BEGIN SELECT raise(ABORT, 'rows of transfer_event cannot be changed'); END;
CREATE TRIGGER transfer_event_no_delete BEFORE DELETE ON transfer_event
  BEGIN SELECT raise(ABORT, 'rows of transfer_event cannot be deleted'); END;
CREATE TRIGGER transfer_voucher_no_update BEFORE UPDATE ON transfer_voucher
  BEGIN SELECT raise(ABORT, 'rows of transfer_voucher cannot be changed'); END;
CREATE TRIGGER transfer_voucher_no_delete BEFORE DELETE ON transfer_voucher
  BEGIN SELECT raise(ABORT, 'rows of transfer_voucher cannot be deleted'); END;
CREATE TRIGGER transfer_document_no_update BEFORE UPDATE ON transfer_document
  BEGIN SELECT raise(ABORT, 'rows of transfer_document cannot be changed'); END;
CREATE TRIGGER transfer_document_no_delete BEFORE DELETE ON transfer_document
  BEGIN SELECT raise(ABORT, 'rows of transfer_document cannot be deleted'); END;
CREATE TRIGGER region_event_no_update BEFORE UPDATE ON region_event
  BEGIN SELECT raise(ABORT, 'rows of region_event cannot be changed'); END;
CREATE TRIGGER region_event_no_delete BEFORE DELETE ON region_event
  BEGIN SELECT raise(ABORT, 'rows of region_event cannot be deleted'); END;
CREATE TRIGGER inspection_no_update BEFORE UPDATE ON inspection
  BEGIN SELECT raise(ABORT, 'rows of inspection cannot be changed'); END;
CREATE TRIGGER inspection_no_delete BEFORE DELETE ON inspection
  BEGIN SELECT raise(ABORT, 'rows of inspection cannot be deleted'); END;
CREATE TRIGGER inspection_event_no_update BEFORE UPDATE ON inspection_event
  BEGIN SELECT raise(ABORT, 'rows of inspection_event cannot be changed'); END;
CREATE TRIGGER inspection_event_no_delete BEFORE DELETE ON inspection_event
  BEGIN SELECT raise(ABORT, 'rows of inspection_event cannot be deleted'); END;
CREATE TRIGGER complaint_no_update BEFORE UPDATE ON complaint
  BEGIN SELECT raise(ABORT, 'rows of complaint cannot be changed'); END;
CREATE TRIGGER complaint_no_delete BEFORE DELETE ON complaint
  BEGIN SELECT raise(ABORT, 'rows of complaint cannot be deleted'); END;
CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event
  BEGIN SELECT raise(ABORT, 'rows of complaint_event cannot be changed'); END;
CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event
  BEGIN SELECT raise(ABORT, 'rows of complaint_event cannot be deleted'); END;
CREATE TRIGGER person_suspension_no_update BEFORE UPDATE ON person_suspension
  BEGIN SELECT raise(ABORT, 'rows of person_suspension cannot be changed'); END;
CREATE TRIGGER person_suspension_no_delete BEFORE DELETE ON person_suspension
  BEGIN SELECT raise(ABORT, 'rows of person_suspension cannot be deleted'); END;
CREATE TRIGGER provider_service_no_update BEFORE UPDATE ON provider_service
  BEGIN SELECT raise(ABORT, 'rows of provider_service cannot be changed'); END;
CREATE TRIGGER provider_service_no_delete BEFORE DELETE ON provider_service
  BEGIN SELECT raise(ABORT, 'rows of provider_service cannot be deleted'); END;
CREATE TRIGGER paper_log_no_update BEFORE UPDATE ON paper_log
  BEGIN SELECT raise(ABORT, 'rows of paper_log cannot be changed'); END;
CREATE TRIGGER paper_log_no_delete BEFORE DELETE ON paper_log
  BEGIN SELECT raise(ABORT, 'rows of paper_log cannot be deleted'); END;
CREATE TRIGGER peer_no_update BEFORE UPDATE ON peer
  BEGIN SELECT raise(ABORT, 'rows of peer cannot be changed'); END;
CREATE TRIGGER peer_no_delete BEFORE DELETE ON peer
  BEGIN SELECT raise(ABORT, 'rows of peer cannot be deleted'); END;
CREATE TRIGGER package_no_update BEFORE UPDATE ON package
  BEGIN SELECT raise(ABORT, 'rows of package cannot be changed'); END;
CREATE TRIGGER package_no_delete BEFORE DELETE ON package
  BEGIN SELECT raise(ABORT, 'rows of package cannot be deleted'); END;
CREATE TRIGGER package_item_no_update BEFORE UPDATE ON package_item
  BEGIN SELECT raise(ABORT, 'rows of package_item cannot be changed'); END;
CREATE TRIGGER package_item_no_delete BEFORE DELETE ON package_item
  BEGIN SELECT raise(ABORT, 'rows of package_item cannot be deleted'); END;
