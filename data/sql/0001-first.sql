-- Schema step 1 of a book set (账套). Steps are append-only: a released one is never edited.
-- Money is INTEGER fen, rates INTEGER ppm, days TEXT yyyy-mm-dd, months of costs INTEGER yyyymm.
-- Every table with an "id" that the change log covers is insert-only; what may change (the *_state
-- and *_balance tables, number_counter) is a summary that `book verify` recomputes from those.

-- ── the change log ────────────────────────────────────────────────────────────────────────────
CREATE TABLE change_log (
  id INTEGER PRIMARY KEY,
  act TEXT NOT NULL,               -- the command, e.g. "import claims"
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  real_time TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,          -- hash of the entry before, hex
  hash TEXT NOT NULL               -- SM3 over previous, the columns above and the ranges
) STRICT;
CREATE TABLE change_range (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change_log (id),
  table_name TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  digest TEXT NOT NULL             -- SM3 over all columns of all rows in order, hex
) STRICT;
CREATE INDEX change_range_by_table ON change_range (table_name, last_id);
CREATE INDEX change_range_by_change ON change_range (change_id);

CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE number_counter (scope TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- ── people, places, accounts: the row with the greatest id of a code is the valid one ──────────
CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  roles TEXT NOT NULL,             -- comma list: maker reviewer approver finance manager auditor administrator
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX user_by_name ON user (name, id);

CREATE TABLE import_file (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,            -- SM3 of the file's bytes
  encoding TEXT NOT NULL,
  n_rows INTEGER NOT NULL,
  first_id INTEGER NOT NULL,       -- ids of its rows in the table of its kind (0, 0 when none)
  last_id INTEGER NOT NULL,
  first_day TEXT,                  -- claims: the span of setl_time, so that a day is found by file
  last_day TEXT,
  medfee_fen INTEGER NOT NULL,
  fund_fen INTEGER NOT NULL
) STRICT;
CREATE TABLE import_withdrawal (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL UNIQUE REFERENCES import_file (id),
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  parent TEXT
) STRICT;
CREATE INDEX area_by_code ON area (code, id);

CREATE TABLE agency (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  area TEXT NOT NULL,
  level TEXT NOT NULL,
  uscc TEXT
) STRICT;
CREATE INDEX agency_by_code ON agency (code, id);

CREATE TABLE provider (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE provider_fact (
  id INTEGER PRIMARY KEY,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('hospital', 'pharmacy')),
  level TEXT,
  area TEXT NOT NULL,
  managed_by TEXT NOT NULL,        -- agency code
  uscc TEXT,
  agreement_no TEXT,
  agreement_from TEXT,
  agreement_to TEXT,
  status TEXT NOT NULL,            -- SM-1: APPLIED UNDER_REVIEW ADMITTED REJECTED SUSPENDED STOPPED
  admitted_from TEXT,
  suspended_from TEXT,
  stopped_from TEXT
) STRICT;
CREATE INDEX provider_fact_by_provider ON provider_fact (provider_id, id);

CREATE TABLE bank_account (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('agency', 'provider')),
  owner_code TEXT NOT NULL,
  account_kind TEXT NOT NULL,      -- acc_out acc_fiscal acc_in provider
  insurance TEXT CHECK (insurance IN ('EMP', 'RES', 'MAF')),  -- NULL: both
  account_no TEXT NOT NULL,
  account_name TEXT NOT NULL,
  bank_no TEXT NOT NULL,
  bank_name TEXT NOT NULL
) STRICT;
CREATE INDEX bank_account_by_owner ON bank_account (owner_kind, owner_code, account_kind, id);

CREATE TABLE calendar_day (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'work')),
  name TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;

CREATE TABLE policy_pack (
  id INTEGER PRIMARY KEY,
  policy_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (policy_id, version)
) STRICT;

-- ── what providers settled, declared, and what was taken off ────────────────────────────────────
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL,      -- import_file, written after its claims, when the sums are known
  line_no INTEGER NOT NULL,
  setl_id TEXT NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  insutype TEXT NOT NULL,
  med_type TEXT NOT NULL,
  setl_time TEXT NOT NULL,
  setl_type TEXT NOT NULL,
  pay_loc TEXT NOT NULL,
  insu_admdvs TEXT NOT NULL,
  refund INTEGER NOT NULL CHECK (refund IN (0, 1)),
  refd_setl_id TEXT,
  mdtrt_id TEXT,
  psn_no TEXT,
  psn_name TEXT,
  certno TEXT,
  medfee_fen INTEGER NOT NULL,
  fulamt_ownpay_fen INTEGER NOT NULL,
  overlmt_selfpay_fen INTEGER NOT NULL,
  preselfpay_fen INTEGER NOT NULL,
  inscp_scp_fen INTEGER NOT NULL,
  hifp_fen INTEGER NOT NULL,
  cvlserv_fen INTEGER NOT NULL,
  hifes_fen INTEGER NOT NULL,
  hifmi_fen INTEGER NOT NULL,
  hifob_fen INTEGER NOT NULL,
  hifdm_fen INTEGER NOT NULL,
  maf_fen INTEGER NOT NULL,
  oth_fen INTEGER NOT NULL,
  fund_pay_fen INTEGER NOT NULL,
  hosp_part_fen INTEGER NOT NULL,
  psn_part_fen INTEGER NOT NULL,
  acct_fen INTEGER NOT NULL,
  acct_mulaid_fen INTEGER NOT NULL,
  psn_cash_fen INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX claim_by_setl_id ON claim (setl_id);

CREATE TABLE declaration (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  period INTEGER NOT NULL,
  n_visits INTEGER NOT NULL,
  medfee_fen INTEGER NOT NULL,
  declared_fen INTEGER NOT NULL,
  cutoff_day TEXT NOT NULL,
  UNIQUE (provider_id, insurance, period)
) STRICT;

CREATE TABLE deduction (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  period INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('10', '20')),  -- 审核扣款, 稽核扣款
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  setl_id TEXT,
  reason TEXT NOT NULL,
  confirmed_day TEXT NOT NULL
) STRICT;
CREATE INDEX deduction_by_provider ON deduction (provider_id, insurance, period);

CREATE TABLE spending (            -- audited spending of past years: the base of 月预拨 (SQ-3.2)
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES')),
  year INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
  UNIQUE (provider_id, insurance, year)
) STRICT;

-- ── documents ───────────────────────────────────────────────────────────────────────────────────
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,     -- RB-230200-20260310-EMP-001
  kind TEXT NOT NULL,              -- model/qz-kinds.c
  agency TEXT NOT NULL,
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES', 'MAF')),
  period INTEGER NOT NULL,
  business_day TEXT NOT NULL,      -- daily: claim day; advance: day due; settlement: day made
  due_day TEXT,
  policy_pack_id INTEGER NOT NULL REFERENCES policy_pack (id),
  n_lines INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,      -- Σ pay_fen of the lines
  first_claim_id INTEGER,          -- daily: claims up to last_claim_id were looked at
  last_claim_id INTEGER,
  replaces_id INTEGER REFERENCES document (id),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_scope ON document (kind, insurance, period, business_day);
CREATE TABLE document_line (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  line_no INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  period INTEGER NOT NULL,         -- month of the costs
  pay_key TEXT NOT NULL,           -- stable over payment attempts
  source_line_id INTEGER REFERENCES document_line (id),  -- a deferred line come back (SM-5)
  n_claims INTEGER NOT NULL,
  n_refunds INTEGER NOT NULL,
  pay_fen INTEGER NOT NULL CHECK (pay_fen >= 0),
  first_link_id INTEGER NOT NULL,  -- its rows in document_link (0, 0 when none)
  last_link_id INTEGER NOT NULL,
  f1 INTEGER NOT NULL, f2 INTEGER NOT NULL, f3 INTEGER NOT NULL, f4 INTEGER NOT NULL,
  f5 INTEGER NOT NULL, f6 INTEGER NOT NULL, f7 INTEGER NOT NULL, f8 INTEGER NOT NULL,
  f9 INTEGER NOT NULL, f10 INTEGER NOT NULL, f11 INTEGER NOT NULL, f12 INTEGER NOT NULL
) STRICT;                          -- what f1…f12 mean for each kind: model/qz-document-kind.c
CREATE UNIQUE INDEX document_line_by_document ON document_line (document_id, line_no);
CREATE INDEX document_line_by_provider ON document_line (provider_id, period);
CREATE TABLE document_link (       -- the claims behind a line, in runs of ids
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL      -- what this claim adds to the line's amount
) STRICT;
CREATE TABLE document_offset (     -- open 暂付款 that a settlement line uses up, oldest first
  id INTEGER PRIMARY KEY,
  document_line_id INTEGER NOT NULL REFERENCES document_line (id),
  path TEXT NOT NULL CHECK (path IN ('mprepay', 'daily')),
  period INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
CREATE INDEX document_offset_by_line ON document_offset (document_line_id);
CREATE TABLE document_event (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  act TEXT NOT NULL,               -- make review approve refuse cancel defer push hand-over send return
  state TEXT NOT NULL,             -- the state after it
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX document_event_by_document ON document_event (document_id);
CREATE TABLE document_state (document_id INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;
CREATE TABLE deferral (            -- SM-5; merged when a line of a living document names its line
  id INTEGER PRIMARY KEY,
  document_line_id INTEGER NOT NULL UNIQUE REFERENCES document_line (id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  from_day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE line_withdrawal (     -- AMB-32: not sent on the first day of a suspension; never paid
  id INTEGER PRIMARY KEY,
  document_line_id INTEGER NOT NULL UNIQUE REFERENCES document_line (id),
  day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- ── the bank ────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE bank_batch (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  biz_type TEXT NOT NULL,
  insurance TEXT NOT NULL CHECK (insurance IN ('EMP', 'RES', 'MAF')),
  payer_account_id INTEGER NOT NULL REFERENCES bank_account (id),
  pay_day TEXT NOT NULL,
  n_lines INTEGER NOT NULL,
  total_fen INTEGER NOT NULL
) STRICT;
CREATE TABLE bank_line (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES bank_batch (id),
  line_no INTEGER NOT NULL,
  document_line_id INTEGER NOT NULL REFERENCES document_line (id),
  pay_key TEXT NOT NULL,
  payee_account_id INTEGER NOT NULL REFERENCES bank_account (id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  purpose TEXT NOT NULL,
  attempt INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX bank_line_by_batch ON bank_line (batch_id, line_no);
CREATE INDEX bank_line_by_key ON bank_line (pay_key);
CREATE INDEX bank_line_by_document_line ON bank_line (document_line_id);
CREATE TABLE bank_file (           -- every file written for or read from the bank
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES bank_batch (id),
  direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,
  file_status TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE TABLE bank_line_event (
  id INTEGER PRIMARY KEY,
  bank_line_id INTEGER NOT NULL REFERENCES bank_line (id),
  bank_file_id INTEGER NOT NULL REFERENCES bank_file (id),
  status TEXT NOT NULL,            -- 00 01 02 03 09
  bank_code TEXT NOT NULL,
  bank_message TEXT NOT NULL,
  bank_serial TEXT NOT NULL,
  trade_time TEXT NOT NULL,
  receipt_no TEXT NOT NULL
) STRICT;
CREATE INDEX bank_line_event_by_line ON bank_line_event (bank_line_id);
CREATE TABLE bank_line_state (bank_line_id INTEGER PRIMARY KEY, status TEXT NOT NULL) STRICT;
CREATE TABLE bank_batch_state (batch_id INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;

-- ── the ledger ──────────────────────────────────────────────────────────────────────────────────
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL,            -- what the program keys on, e.g. TEMP_PAID.INSTANT
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT,                     -- symbol
  side TEXT NOT NULL CHECK (side IN ('D', 'C')),
  leaf INTEGER NOT NULL CHECK (leaf IN (0, 1))
) STRICT;
CREATE INDEX account_by_symbol ON account (symbol, id);
CREATE TABLE voucher (
  id INTEGER PRIMARY KEY,
  ledger TEXT NOT NULL,            -- L_AG_220200_EMP
  period INTEGER NOT NULL,
  number INTEGER NOT NULL,         -- gap-free per ledger and period
  day TEXT NOT NULL,
  event TEXT NOT NULL,             -- EV-01 …
  summary TEXT NOT NULL,
  document_line_id INTEGER REFERENCES document_line (id),
  bank_line_event_id INTEGER REFERENCES bank_line_event (id),
  reverses_id INTEGER REFERENCES voucher (id),
  n_attachments INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  posted_by TEXT NOT NULL,
  UNIQUE (ledger, period, number),
  CHECK (made_by <> checked_by)
) STRICT;
CREATE INDEX voucher_by_document_line ON voucher (document_line_id);
CREATE TABLE voucher_line (
  id INTEGER PRIMARY KEY,
  voucher_id INTEGER NOT NULL REFERENCES voucher (id),
  line_no INTEGER NOT NULL,
  account TEXT NOT NULL,           -- symbol
  provider_id INTEGER NOT NULL,    -- 0: none
  item_period INTEGER NOT NULL,    -- month of costs of an open item; 0: none
  path TEXT NOT NULL,              -- mprepay, daily, '' : none
  bank_account_id INTEGER NOT NULL,-- 0: none
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  CHECK ((debit_fen = 0) <> (credit_fen = 0))
) STRICT;
CREATE INDEX voucher_line_by_voucher ON voucher_line (voucher_id);
CREATE TABLE account_balance (     -- sums of voucher_line by period; proven by `book verify`
  ledger TEXT NOT NULL,
  account TEXT NOT NULL,
  provider_id INTEGER NOT NULL,
  item_period INTEGER NOT NULL,
  path TEXT NOT NULL,
  period INTEGER NOT NULL,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  PRIMARY KEY (ledger, account, provider_id, item_period, path, period)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_period (
  id INTEGER PRIMARY KEY,
  ledger TEXT NOT NULL,
  period INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('close', 'reopen')),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_period_by_ledger ON ledger_period (ledger, period, id);

CREATE TABLE print_log (           -- reprints are counted
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  form TEXT NOT NULL,
  part TEXT NOT NULL,              -- provider or voucher, '' : whole
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX print_log_by_document ON print_log (document_id, form, part);

-- ── what nobody may change ──────────────────────────────────────────────────────────────────────
-- Rows are added, never edited or taken away, whoever is connected. What an import brought in may be
-- taken out whole, once its withdrawal is recorded.
CREATE TRIGGER change_log_no_update BEFORE UPDATE ON change_log
  BEGIN SELECT raise(ABORT, 'rows of change_log cannot be changed'); END;
CREATE TRIGGER change_log_no_delete BEFORE DELETE ON change_log
  BEGIN SELECT raise(ABORT, 'rows of change_log cannot be deleted'); END;
CREATE TRIGGER change_range_no_update BEFORE UPDATE ON change_range
  BEGIN SELECT raise(ABORT, 'rows of change_range cannot be changed'); END;
CREATE TRIGGER change_range_no_delete BEFORE DELETE ON change_range
  BEGIN SELECT raise(ABORT, 'rows of change_range cannot be deleted'); END;
CREATE TRIGGER setting_no_update BEFORE UPDATE ON setting
  BEGIN SELECT raise(ABORT, 'rows of setting cannot be changed'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting
  BEGIN SELECT raise(ABORT, 'rows of setting cannot be deleted'); END;
CREATE TRIGGER user_no_update BEFORE UPDATE ON user
  BEGIN SELECT raise(ABORT, 'rows of user cannot be changed'); END;
CREATE TRIGGER user_no_delete BEFORE DELETE ON user
  BEGIN SELECT raise(ABORT, 'rows of user cannot be deleted'); END;
CREATE TRIGGER import_file_no_update BEFORE UPDATE ON import_file
  BEGIN SELECT raise(ABORT, 'rows of import_file cannot be changed'); END;
CREATE TRIGGER import_file_no_delete BEFORE DELETE ON import_file
  BEGIN SELECT raise(ABORT, 'rows of import_file cannot be deleted'); END;
CREATE TRIGGER import_withdrawal_no_update BEFORE UPDATE ON import_withdrawal
  BEGIN SELECT raise(ABORT, 'rows of import_withdrawal cannot be changed'); END;
CREATE TRIGGER import_withdrawal_no_delete BEFORE DELETE ON import_withdrawal
  BEGIN SELECT raise(ABORT, 'rows of import_withdrawal cannot be deleted'); END;
CREATE TRIGGER area_no_update BEFORE UPDATE ON area
  BEGIN SELECT raise(ABORT, 'rows of area cannot be changed'); END;
CREATE TRIGGER area_no_delete BEFORE DELETE ON area
  BEGIN SELECT raise(ABORT, 'rows of area cannot be deleted'); END;
CREATE TRIGGER agency_no_update BEFORE UPDATE ON agency
  BEGIN SELECT raise(ABORT, 'rows of agency cannot be changed'); END;
CREATE TRIGGER agency_no_delete BEFORE DELETE ON agency
  BEGIN SELECT raise(ABORT, 'rows of agency cannot be deleted'); END;
CREATE TRIGGER provider_no_update BEFORE UPDATE ON provider
  BEGIN SELECT raise(ABORT, 'rows of provider cannot be changed'); END;
CREATE TRIGGER provider_no_delete BEFORE DELETE ON provider
  BEGIN SELECT raise(ABORT, 'rows of provider cannot be deleted'); END;
CREATE TRIGGER provider_fact_no_update BEFORE UPDATE ON provider_fact
  BEGIN SELECT raise(ABORT, 'rows of provider_fact cannot be changed'); END;
CREATE TRIGGER provider_fact_no_delete BEFORE DELETE ON provider_fact
  BEGIN SELECT raise(ABORT, 'rows of provider_fact cannot be deleted'); END;
CREATE TRIGGER bank_account_no_update BEFORE UPDATE ON bank_account
  BEGIN SELECT raise(ABORT, 'rows of bank_account cannot be changed'); END;
CREATE TRIGGER bank_account_no_delete BEFORE DELETE ON bank_account
  BEGIN SELECT raise(ABORT, 'rows of bank_account cannot be deleted'); END;
CREATE TRIGGER calendar_day_no_update BEFORE UPDATE ON calendar_day
  BEGIN SELECT raise(ABORT, 'rows of calendar_day cannot be changed'); END;
CREATE TRIGGER calendar_day_no_delete BEFORE DELETE ON calendar_day
  BEGIN SELECT raise(ABORT, 'rows of calendar_day cannot be deleted'); END;
CREATE TRIGGER policy_pack_no_update BEFORE UPDATE ON policy_pack
  BEGIN SELECT raise(ABORT, 'rows of policy_pack cannot be changed'); END;
CREATE TRIGGER policy_pack_no_delete BEFORE DELETE ON policy_pack
  BEGIN SELECT raise(ABORT, 'rows of policy_pack cannot be deleted'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document
  BEGIN SELECT raise(ABORT, 'rows of document cannot be changed'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
  BEGIN SELECT raise(ABORT, 'rows of document cannot be deleted'); END;
CREATE TRIGGER document_line_no_update BEFORE UPDATE ON document_line
  BEGIN SELECT raise(ABORT, 'rows of document_line cannot be changed'); END;
CREATE TRIGGER document_line_no_delete BEFORE DELETE ON document_line
  BEGIN SELECT raise(ABORT, 'rows of document_line cannot be deleted'); END;
CREATE TRIGGER document_link_no_update BEFORE UPDATE ON document_link
  BEGIN SELECT raise(ABORT, 'rows of document_link cannot be changed'); END;
CREATE TRIGGER document_link_no_delete BEFORE DELETE ON document_link
  BEGIN SELECT raise(ABORT, 'rows of document_link cannot be deleted'); END;
CREATE TRIGGER document_offset_no_update BEFORE UPDATE ON document_offset
  BEGIN SELECT raise(ABORT, 'rows of document_offset cannot be changed'); END;
CREATE TRIGGER document_offset_no_delete BEFORE DELETE ON document_offset
  BEGIN SELECT raise(ABORT, 'rows of document_offset cannot be deleted'); END;
CREATE TRIGGER document_event_no_update BEFORE UPDATE ON document_event
  BEGIN SELECT raise(ABORT, 'rows of document_event cannot be changed'); END;
CREATE TRIGGER document_event_no_delete BEFORE DELETE ON document_event
  BEGIN SELECT raise(ABORT, 'rows of document_event cannot be deleted'); END;
CREATE TRIGGER deferral_no_update BEFORE UPDATE ON deferral
  BEGIN SELECT raise(ABORT, 'rows of deferral cannot be changed'); END;
CREATE TRIGGER deferral_no_delete BEFORE DELETE ON deferral
  BEGIN SELECT raise(ABORT, 'rows of deferral cannot be deleted'); END;
CREATE TRIGGER line_withdrawal_no_update BEFORE UPDATE ON line_withdrawal
  BEGIN SELECT raise(ABORT, 'rows of line_withdrawal cannot be changed'); END;
CREATE TRIGGER line_withdrawal_no_delete BEFORE DELETE ON line_withdrawal
  BEGIN SELECT raise(ABORT, 'rows of line_withdrawal cannot be deleted'); END;
CREATE TRIGGER bank_batch_no_update BEFORE UPDATE ON bank_batch
  BEGIN SELECT raise(ABORT, 'rows of bank_batch cannot be changed'); END;
CREATE TRIGGER bank_batch_no_delete BEFORE DELETE ON bank_batch
  BEGIN SELECT raise(ABORT, 'rows of bank_batch cannot be deleted'); END;
CREATE TRIGGER bank_line_no_update BEFORE UPDATE ON bank_line
  BEGIN SELECT raise(ABORT, 'rows of bank_line cannot be changed'); END;
CREATE TRIGGER bank_line_no_delete BEFORE DELETE ON bank_line
  BEGIN SELECT raise(ABORT, 'rows of bank_line cannot be deleted'); END;
CREATE TRIGGER bank_file_no_update BEFORE UPDATE ON bank_file
  BEGIN SELECT raise(ABORT, 'rows of bank_file cannot be changed'); END;
CREATE TRIGGER bank_file_no_delete BEFORE DELETE ON bank_file
  BEGIN SELECT raise(ABORT, 'rows of bank_file cannot be deleted'); END;
CREATE TRIGGER bank_line_event_no_update BEFORE UPDATE ON bank_line_event
  BEGIN SELECT raise(ABORT, 'rows of bank_line_event cannot be changed'); END;
CREATE TRIGGER bank_line_event_no_delete BEFORE DELETE ON bank_line_event
  BEGIN SELECT raise(ABORT, 'rows of bank_line_event cannot be deleted'); END;
CREATE TRIGGER account_no_update BEFORE UPDATE ON account
  BEGIN SELECT raise(ABORT, 'rows of account cannot be changed'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
  BEGIN SELECT raise(ABORT, 'rows of account cannot be deleted'); END;
CREATE TRIGGER voucher_no_update BEFORE UPDATE ON voucher
  BEGIN SELECT raise(ABORT, 'rows of voucher cannot be changed'); END;
CREATE TRIGGER voucher_no_delete BEFORE DELETE ON voucher
  BEGIN SELECT raise(ABORT, 'rows of voucher cannot be deleted'); END;
CREATE TRIGGER voucher_line_no_update BEFORE UPDATE ON voucher_line
  BEGIN SELECT raise(ABORT, 'rows of voucher_line cannot be changed'); END;
CREATE TRIGGER voucher_line_no_delete BEFORE DELETE ON voucher_line
  BEGIN SELECT raise(ABORT, 'rows of voucher_line cannot be deleted'); END;
CREATE TRIGGER ledger_period_no_update BEFORE UPDATE ON ledger_period
  BEGIN SELECT raise(ABORT, 'rows of ledger_period cannot be changed'); END;
CREATE TRIGGER ledger_period_no_delete BEFORE DELETE ON ledger_period
  BEGIN SELECT raise(ABORT, 'rows of ledger_period cannot be deleted'); END;
CREATE TRIGGER print_log_no_update BEFORE UPDATE ON print_log
  BEGIN SELECT raise(ABORT, 'rows of print_log cannot be changed'); END;
CREATE TRIGGER print_log_no_delete BEFORE DELETE ON print_log
  BEGIN SELECT raise(ABORT, 'rows of print_log cannot be deleted'); END;
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim
  BEGIN SELECT raise(ABORT, 'rows of claim cannot be changed'); END;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of claim cannot be deleted'); END;
CREATE TRIGGER declaration_no_update BEFORE UPDATE ON declaration
  BEGIN SELECT raise(ABORT, 'rows of declaration cannot be changed'); END;
CREATE TRIGGER declaration_no_delete BEFORE DELETE ON declaration
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of declaration cannot be deleted'); END;
CREATE TRIGGER deduction_no_update BEFORE UPDATE ON deduction
  BEGIN SELECT raise(ABORT, 'rows of deduction cannot be changed'); END;
CREATE TRIGGER deduction_no_delete BEFORE DELETE ON deduction
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of deduction cannot be deleted'); END;
CREATE TRIGGER spending_no_update BEFORE UPDATE ON spending
  BEGIN SELECT raise(ABORT, 'rows of spending cannot be changed'); END;
CREATE TRIGGER spending_no_delete BEFORE DELETE ON spending
  WHEN NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = OLD.import_id)
  BEGIN SELECT raise(ABORT, 'rows of spending cannot be deleted'); END;
