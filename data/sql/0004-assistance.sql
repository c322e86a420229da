-- Schema step 4: medical assistance on one bill (一站式医疗救助, rules DT-*). Insert-only like all
-- before it. A county is an area code (insu_admdvs of its persons); '' : the city as a whole.

-- ── assisted persons (DT-5, DT-6): whole lists of one office on one day, and what follows from them
CREATE TABLE assist_roster (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  source TEXT NOT NULL CHECK (source IN ('civil', 'rural')),  -- 民政, 乡村振兴
  county TEXT NOT NULL,
  list_day TEXT NOT NULL,
  n_persons INTEGER NOT NULL,
  UNIQUE (source, county, list_day)
) STRICT;
CREATE TABLE assist_roster_entry (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  roster_id INTEGER NOT NULL REFERENCES assist_roster (id),
  certno TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('LB', 'TK', 'BY', 'FP', 'JC', 'QT')),
  subcategory TEXT NOT NULL,       -- code set assist_subcategory; '' : none
  entry_day TEXT NOT NULL,         -- 身份认定日期
  exit_day TEXT,                   -- the first day without a right; NULL: stays
  exit_reason TEXT NOT NULL
) STRICT;
CREATE INDEX assist_roster_entry_by_roster ON assist_roster_entry (roster_id, certno);
CREATE TABLE assist_spell (        -- a person's time in a category of an office, from the day of the
  id INTEGER PRIMARY KEY,          -- list on (DT-6b)
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  roster_id INTEGER NOT NULL REFERENCES assist_roster (id),
  certno TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  source TEXT NOT NULL,
  county TEXT NOT NULL,
  category TEXT NOT NULL,
  subcategory TEXT NOT NULL,
  entry_day TEXT NOT NULL,
  valid_from TEXT NOT NULL
) STRICT;
CREATE INDEX assist_spell_by_person ON assist_spell (certno, id);
CREATE INDEX assist_spell_by_office ON assist_spell (source, county, id);
CREATE TABLE assist_spell_end (    -- DT-6c
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  spell_id INTEGER NOT NULL UNIQUE REFERENCES assist_spell (id),
  exit_day TEXT NOT NULL,          -- not entitled from this day on
  reason TEXT NOT NULL
) STRICT;

-- ── bills, what is taken off them, bills paid in full by the person ────────────────────────────
CREATE TABLE assist_bill (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL,      -- import_file, written after its bills, when the sums are known
  line_no INTEGER NOT NULL,
  setl_id TEXT NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  insutype TEXT NOT NULL,
  med_type TEXT NOT NULL,
  setl_time TEXT NOT NULL,
  setl_type TEXT NOT NULL,         -- 2 direct; 1 paid in full by the person (DT-15b)
  pay_loc TEXT NOT NULL,
  county TEXT NOT NULL,            -- insu_admdvs
  refund INTEGER NOT NULL CHECK (refund IN (0, 1)),
  refd_setl_id TEXT,
  psn_no TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  certno TEXT NOT NULL,
  begin_day TEXT NOT NULL,         -- admission
  end_day TEXT NOT NULL,           -- discharge
  category TEXT NOT NULL,          -- that the platform used; '' : none
  cross_area INTEGER NOT NULL CHECK (cross_area IN (0, 1)),  -- AMB-26
  cross_said INTEGER CHECK (cross_said IN (0, 1)),  -- as the file has it; NULL: derived
  manual_reason TEXT NOT NULL,     -- code set manual_reason; '' : a direct bill
  act_pay_dedc_fen INTEGER NOT NULL,
  medfee_fen INTEGER NOT NULL,
  fulamt_ownpay_fen INTEGER NOT NULL,
  overlmt_selfpay_fen INTEGER NOT NULL,
  preselfpay_fen INTEGER NOT NULL,
  inscp_scp_fen INTEGER NOT NULL,
  basic_fen INTEGER NOT NULL,      -- hifp
  ci_fen INTEGER NOT NULL,         -- hifmi of 390, hifob of 310
  other_fen INTEGER NOT NULL,      -- cvlserv, hifes, hifdm, oth
  maf_fen INTEGER NOT NULL,
  fund_pay_fen INTEGER NOT NULL,
  hosp_part_fen INTEGER NOT NULL,
  psn_part_fen INTEGER NOT NULL,
  acct_fen INTEGER NOT NULL,
  psn_cash_fen INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX assist_bill_by_setl_id ON assist_bill (setl_id);
CREATE INDEX assist_bill_by_time ON assist_bill (setl_time);
CREATE INDEX assist_bill_by_person ON assist_bill (certno, setl_time);
CREATE TABLE assist_deduction (    -- DT-23a
  id INTEGER PRIMARY KEY,
  import_id INTEGER REFERENCES import_file (id),  -- NULL: at the desk
  line_no INTEGER NOT NULL,
  bill_id INTEGER NOT NULL,
  period INTEGER NOT NULL,         -- the month on whose forms it is taken off
  kind TEXT NOT NULL CHECK (kind IN ('10', '20')),  -- before the form; recovered later
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  reason TEXT NOT NULL,
  confirmed_day TEXT NOT NULL,
  dispute_id INTEGER,              -- what it settles (DT-16c)
  inspection_id INTEGER            -- where it was found
) STRICT;
CREATE INDEX assist_deduction_by_period ON assist_deduction (period, id);
CREATE INDEX assist_deduction_by_bill ON assist_deduction (bill_id);
CREATE TABLE assist_manual_event ( -- of a bill with a manual_reason
  id INTEGER PRIMARY KEY,
  bill_id INTEGER NOT NULL REFERENCES assist_bill (id),
  act TEXT NOT NULL CHECK (act IN ('accept', 'refuse', 'pay')),
  fund_fen INTEGER NOT NULL,       -- all layers together
  maf_fen INTEGER NOT NULL,
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX assist_manual_event_by_bill ON assist_manual_event (bill_id, id);

-- ── the month (DT-16 … DT-19) ──────────────────────────────────────────────────────────────────
CREATE TABLE assist_list (         -- one making of a month's statements (forms 2 and 3)
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  version INTEGER NOT NULL,
  policy_pack_id INTEGER NOT NULL REFERENCES policy_pack (id),
  last_bill_id INTEGER NOT NULL,   -- bills and deductions up to these were looked at
  last_deduction_id INTEGER NOT NULL,
  first_row_id INTEGER NOT NULL,   -- its rows (0, 0 when none)
  last_row_id INTEGER NOT NULL,
  n_bills INTEGER NOT NULL,
  maf_fen INTEGER NOT NULL,
  deducted_fen INTEGER NOT NULL,
  UNIQUE (period, version)
) STRICT;
CREATE TABLE assist_row (          -- what a month's forms 2 to 4 are summed from
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES assist_list (id),
  kind TEXT NOT NULL CHECK (kind IN ('bill', 'deduction', 'refund')),
  bill_id INTEGER NOT NULL,        -- of bills and deductions
  deduction_id INTEGER NOT NULL,   -- of deductions
  provider_id INTEGER NOT NULL,
  county TEXT NOT NULL,
  category TEXT NOT NULL,
  cross_area INTEGER NOT NULL CHECK (cross_area IN (0, 1)),
  n_visits INTEGER NOT NULL,       -- 1, of a refund -1; these are 0 for all but bills
  medfee_fen INTEGER NOT NULL,
  basic_fen INTEGER NOT NULL,
  ci_fen INTEGER NOT NULL,
  other_fen INTEGER NOT NULL,
  maf_fen INTEGER NOT NULL,
  deducted_fen INTEGER NOT NULL    -- taken off now; of kind refund below zero what more refunds than
) STRICT;                          -- bills leave for a later month, above zero what is taken then
CREATE INDEX assist_row_by_list ON assist_row (list_id, provider_id, county);
CREATE INDEX assist_row_by_deduction ON assist_row (deduction_id) WHERE deduction_id <> 0;
CREATE TABLE assist_event (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('statement', 'hospital', 'county', 'details', 'form4',
                                       'county4')),
  provider_id INTEGER NOT NULL,    -- of stages hospital and county, which are about the persons of a
  county TEXT NOT NULL,            -- county in a hospital; form4 and county4 are about a county
  list_id INTEGER NOT NULL,        -- the version that is spoken of; 0: none
  state TEXT NOT NULL CHECK (state IN ('MADE', 'PUSHED', 'ASKED', 'CONFIRMED', 'DISPUTED',
                                       'LAPSED')),
  signers TEXT NOT NULL,           -- 经办人、负责人 of the hospital (DT-16b)
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX assist_event_by_period ON assist_event (period, stage, provider_id, county, id);
CREATE TABLE assist_state (
  period INTEGER NOT NULL,
  stage TEXT NOT NULL,
  provider_id INTEGER NOT NULL,
  county TEXT NOT NULL,
  list_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (period, stage, provider_id, county)
) STRICT, WITHOUT ROWID;
CREATE TABLE assist_dispute (      -- DT-16c
  id INTEGER PRIMARY KEY,
  import_id INTEGER REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  period INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  county TEXT NOT NULL,
  raised_by TEXT NOT NULL CHECK (raised_by IN ('hospital', 'county')),
  raised_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL
) STRICT;
CREATE INDEX assist_dispute_by_period ON assist_dispute (period, provider_id, county);
CREATE TABLE assist_dispute_paper (  -- the stamped forms 2 and 3 that settle it
  id INTEGER PRIMARY KEY,
  dispute_id INTEGER NOT NULL UNIQUE REFERENCES assist_dispute (id),
  paper_no TEXT NOT NULL,
  stamped_day TEXT NOT NULL,
  hospital_day TEXT NOT NULL,      -- both sides confirmed
  county_day TEXT NOT NULL,
  reported_day TEXT NOT NULL,      -- to the city
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

-- ── the reserve 预留金, the fund's money, the yearly clearing (DT-10 … DT-12, DT-18) ───────────────
CREATE TABLE assist_allotment (    -- what the upper levels allotted to a county (DT-11)
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  year INTEGER NOT NULL,
  county TEXT NOT NULL,
  document_no TEXT NOT NULL UNIQUE,
  allotted_day TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0)  -- below zero: taken back
) STRICT;
CREATE INDEX assist_allotment_by_county ON assist_allotment (year, county, id);
CREATE TABLE assist_money (        -- a movement that one person recorded; posted when another confirms
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('reserve', 'lower', 'move', 'back', 'reimburse', 'surplus',
                                     'shortage')),
  year INTEGER NOT NULL,
  period INTEGER NOT NULL,         -- of a reimbursement: the month of the costs; else 0
  county TEXT NOT NULL,            -- '' : between the city's own accounts
  allotment_id INTEGER REFERENCES assist_allotment (id),   -- of kinds reserve and lower
  clearing_id INTEGER,             -- of kinds surplus and shortage
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  day TEXT NOT NULL,               -- the bank's
  bank_name TEXT NOT NULL,
  bank_serial TEXT NOT NULL,
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX assist_money_by_county ON assist_money (year, county, kind);
CREATE TABLE assist_money_event (
  id INTEGER PRIMARY KEY,
  money_id INTEGER NOT NULL UNIQUE REFERENCES assist_money (id),
  act TEXT NOT NULL CHECK (act IN ('confirm', 'cancel')),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE assist_voucher (      -- what was posted for a movement (in the city's books and the
                                   -- county's), or for a county's confirmation
  id INTEGER PRIMARY KEY,
  money_id INTEGER REFERENCES assist_money (id),
  event_id INTEGER REFERENCES assist_event (id),  -- stage county4 (EV-45)
  voucher_id INTEGER NOT NULL UNIQUE REFERENCES voucher (id),
  CHECK ((money_id IS NULL) <> (event_id IS NULL))
) STRICT;
CREATE TABLE assist_document_part (  -- whose money a hospital's line is
  id INTEGER PRIMARY KEY,
  document_line_id INTEGER NOT NULL REFERENCES document_line (id),
  county TEXT NOT NULL,
  cross_area INTEGER NOT NULL CHECK (cross_area IN (0, 1)),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
CREATE INDEX assist_document_part_by_line ON assist_document_part (document_line_id);
CREATE TABLE assist_clearing (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  version INTEGER NOT NULL,
  policy_pack_id INTEGER NOT NULL REFERENCES policy_pack (id),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  UNIQUE (year, version)
) STRICT;
CREATE TABLE assist_clearing_line (
  id INTEGER PRIMARY KEY,
  clearing_id INTEGER NOT NULL REFERENCES assist_clearing (id),
  county TEXT NOT NULL,
  allotted_fen INTEGER NOT NULL,
  reserve_fen INTEGER NOT NULL,
  used_fen INTEGER NOT NULL,
  UNIQUE (clearing_id, county)
) STRICT;
CREATE TABLE assist_clearing_event (
  id INTEGER PRIMARY KEY,
  clearing_id INTEGER NOT NULL REFERENCES assist_clearing (id),
  county TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('confirm', 'object', 'cancel')),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX assist_clearing_event_by_clearing ON assist_clearing_event (clearing_id, county, id);

-- ── nothing of it can be changed or taken away ──────────────────────────────────────────────────
CREATE TRIGGER assist_roster_no_update BEFORE UPDATE ON assist_roster
  BEGIN SELECT raise(ABORT, 'rows of assist_roster cannot be changed'); END;
CREATE TRIGGER assist_roster_no_delete BEFORE DELETE ON assist_roster
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_roster cannot be deleted'); END;
CREATE TRIGGER assist_roster_entry_no_update BEFORE UPDATE ON assist_roster_entry
  BEGIN SELECT raise(ABORT, 'rows of assist_roster_entry cannot be changed'); END;
CREATE TRIGGER assist_roster_entry_no_delete BEFORE DELETE ON assist_roster_entry
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_roster_entry cannot be deleted'); END;
CREATE TRIGGER assist_spell_no_update BEFORE UPDATE ON assist_spell
  BEGIN SELECT raise(ABORT, 'rows of assist_spell cannot be changed'); END;
CREATE TRIGGER assist_spell_no_delete BEFORE DELETE ON assist_spell
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_spell cannot be deleted'); END;
CREATE TRIGGER assist_spell_end_no_update BEFORE UPDATE ON assist_spell_end
  BEGIN SELECT raise(ABORT, 'rows of assist_spell_end cannot be changed'); END;
CREATE TRIGGER assist_spell_end_no_delete BEFORE DELETE ON assist_spell_end
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_spell_end cannot be deleted'); END;
CREATE TRIGGER assist_bill_no_update BEFORE UPDATE ON assist_bill
  BEGIN SELECT raise(ABORT, 'rows of assist_bill cannot be changed'); END;
CREATE TRIGGER assist_bill_no_delete BEFORE DELETE ON assist_bill
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_bill cannot be deleted'); END;
CREATE TRIGGER assist_deduction_no_update BEFORE UPDATE ON assist_deduction
  BEGIN SELECT raise(ABORT, 'rows of assist_deduction cannot be changed'); END;
CREATE TRIGGER assist_deduction_no_delete BEFORE DELETE ON assist_deduction
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_deduction cannot be deleted'); END;
CREATE TRIGGER assist_manual_event_no_update BEFORE UPDATE ON assist_manual_event
  BEGIN SELECT raise(ABORT, 'rows of assist_manual_event cannot be changed'); END;
CREATE TRIGGER assist_manual_event_no_delete BEFORE DELETE ON assist_manual_event
  BEGIN SELECT raise(ABORT, 'rows of assist_manual_event cannot be deleted'); END;
CREATE TRIGGER assist_list_no_update BEFORE UPDATE ON assist_list
  BEGIN SELECT raise(ABORT, 'rows of assist_list cannot be changed'); END;
CREATE TRIGGER assist_list_no_delete BEFORE DELETE ON assist_list
  BEGIN SELECT raise(ABORT, 'rows of assist_list cannot be deleted'); END;
CREATE TRIGGER assist_row_no_update BEFORE UPDATE ON assist_row
  BEGIN SELECT raise(ABORT, 'rows of assist_row cannot be changed'); END;
CREATE TRIGGER assist_row_no_delete BEFORE DELETE ON assist_row
  BEGIN SELECT raise(ABORT, 'rows of assist_row cannot be deleted'); END;
CREATE TRIGGER assist_event_no_update BEFORE UPDATE ON assist_event
  BEGIN SELECT raise(ABORT, 'rows of assist_event cannot be changed'); END;
CREATE TRIGGER assist_event_no_delete BEFORE DELETE ON assist_event
  BEGIN SELECT raise(ABORT, 'rows of assist_event cannot be deleted'); END;
CREATE TRIGGER assist_dispute_no_update BEFORE UPDATE ON assist_dispute
  BEGIN SELECT raise(ABORT, 'rows of assist_dispute cannot be changed'); END;
CREATE TRIGGER assist_dispute_no_delete BEFORE DELETE ON assist_dispute
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_dispute cannot be deleted'); END;
CREATE TRIGGER assist_dispute_paper_no_update BEFORE UPDATE ON assist_dispute_paper
  BEGIN SELECT raise(ABORT, 'rows of assist_dispute_paper cannot be changed'); END;
CREATE TRIGGER assist_dispute_paper_no_delete BEFORE DELETE ON assist_dispute_paper
  BEGIN SELECT raise(ABORT, 'rows of assist_dispute_paper cannot be deleted'); END;
CREATE TRIGGER assist_allotment_no_update BEFORE UPDATE ON assist_allotment
  BEGIN SELECT raise(ABORT, 'rows of assist_allotment cannot be changed'); END;
CREATE TRIGGER assist_allotment_no_delete BEFORE DELETE ON assist_allotment
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of assist_allotment cannot be deleted'); END;
CREATE TRIGGER assist_money_no_update BEFORE UPDATE ON assist_money
  BEGIN SELECT raise(ABORT, 'rows of assist_money cannot be changed'); END;
CREATE TRIGGER assist_money_no_delete BEFORE DELETE ON assist_money
  BEGIN SELECT raise(ABORT, 'rows of assist_money cannot be deleted'); END;
CREATE TRIGGER assist_money_event_no_update BEFORE UPDATE ON assist_money_event
  BEGIN SELECT raise(ABORT, 'rows of assist_money_event cannot be changed'); END;
CREATE TRIGGER assist_money_event_no_delete BEFORE DELETE ON assist_money_event
  BEGIN SELECT raise(ABORT, 'rows of assist_money_event cannot be deleted'); END;
CREATE TRIGGER assist_voucher_no_update BEFORE UPDATE ON assist_voucher
  BEGIN SELECT raise(ABORT, 'rows of assist_voucher cannot be changed'); END;
CREATE TRIGGER assist_voucher_no_delete BEFORE DELETE ON assist_voucher
  BEGIN SELECT raise(ABORT, 'rows of assist_voucher cannot be deleted'); END;
CREATE TRIGGER assist_document_part_no_update BEFORE UPDATE ON assist_document_part
  BEGIN SELECT raise(ABORT, 'rows of assist_document_part cannot be changed'); END;
CREATE TRIGGER assist_document_part_no_delete BEFORE DELETE ON assist_document_part
  BEGIN SELECT raise(ABORT, 'rows of assist_document_part cannot be deleted'); END;
CREATE TRIGGER assist_clearing_no_update BEFORE UPDATE ON assist_clearing
  BEGIN SELECT raise(ABORT, 'rows of assist_clearing cannot be changed'); END;
CREATE TRIGGER assist_clearing_no_delete BEFORE DELETE ON assist_clearing
  BEGIN SELECT raise(ABORT, 'rows of assist_clearing cannot be deleted'); END;
CREATE TRIGGER assist_clearing_line_no_update BEFORE UPDATE ON assist_clearing_line
  BEGIN SELECT raise(ABORT, 'rows of assist_clearing_line cannot be changed'); END;
CREATE TRIGGER assist_clearing_line_no_delete BEFORE DELETE ON assist_clearing_line
  BEGIN SELECT raise(ABORT, 'rows of assist_clearing_line cannot be deleted'); END;
CREATE TRIGGER assist_clearing_event_no_update BEFORE UPDATE ON assist_clearing_event
  BEGIN SELECT raise(ABORT, 'rows of assist_clearing_event cannot be changed'); END;
CREATE TRIGGER assist_clearing_event_no_delete BEFORE DELETE ON assist_clearing_event
  BEGIN SELECT raise(ABORT, 'rows of assist_clearing_event cannot be deleted'); END;
