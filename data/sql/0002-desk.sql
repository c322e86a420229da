-- Schema step 2: what the desk needs beside the job itself: passphrases, vouchers on their way,
-- code tables, deadlines that people ticked off or moved. Insert-only like all before it.

CREATE TABLE user_secret (         -- the row with the greatest id of a user is the valid one
  id INTEGER PRIMARY KEY,
  user_name TEXT NOT NULL,
  secret TEXT NOT NULL             -- $argon2id$v=19$…; '' : none any more
) STRICT;
CREATE INDEX user_secret_by_user ON user_secret (user_name, id);

CREATE TABLE code_entry (          -- the row with the greatest id of a set and code is the valid one
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_file (id),
  line_no INTEGER NOT NULL,
  code_set TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX code_entry_by_code ON code_entry (code_set, code, id);

-- ── deadlines ───────────────────────────────────────────────────────────────────────────────────
CREATE TABLE deadline_done (       -- said by a person; what documents prove is not written here
  id INTEGER PRIMARY KEY,
  deadline TEXT NOT NULL,          -- its key, e.g. "DL-JL-SC/2026-Q1"
  done_by TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX deadline_done_by_deadline ON deadline_done (deadline, id);
CREATE TABLE deadline_change (     -- the due day of a document counted again (a calendar came later)
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  due_day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX deadline_change_by_document ON deadline_change (document_id, id);

-- ── vouchers before they are posted (SM-11) ─────────────────────────────────────────────────────
CREATE TABLE voucher_draft (       -- one row for each time it was saved; the greatest id is valid
  id INTEGER PRIMARY KEY,
  draft_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('manual', 'correction', 'closing', 'reversal')),
  ledger TEXT NOT NULL,
  period INTEGER NOT NULL,
  day TEXT NOT NULL,
  n_attachments INTEGER NOT NULL,
  reverses_id INTEGER REFERENCES voucher (id),
  reason TEXT NOT NULL,            -- of a reversal or correction
  made_by TEXT NOT NULL
) STRICT;
CREATE INDEX voucher_draft_by_number ON voucher_draft (draft_no, id);
CREATE TABLE voucher_draft_line (
  id INTEGER PRIMARY KEY,
  draft_id INTEGER NOT NULL REFERENCES voucher_draft (id),
  line_no INTEGER NOT NULL,
  summary TEXT NOT NULL,
  account TEXT NOT NULL,           -- symbol; '' : not chosen yet
  provider_id INTEGER NOT NULL,    -- 0: none
  item_period INTEGER NOT NULL,    -- 0: none
  path TEXT NOT NULL,              -- mprepay, daily, '' : none
  bank_account_id INTEGER NOT NULL,-- 0: none
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL
) STRICT;
CREATE INDEX voucher_draft_line_by_draft ON voucher_draft_line (draft_id, line_no);
CREATE TABLE voucher_draft_event (
  id INTEGER PRIMARY KEY,
  draft_no INTEGER NOT NULL,
  draft_id INTEGER NOT NULL REFERENCES voucher_draft (id), -- as it stood
  act TEXT NOT NULL CHECK (act IN ('make', 'change', 'submit', 'check', 'refuse', 'withdraw',
                                   'post')),
  actor TEXT NOT NULL,
  business_time TEXT NOT NULL,
  reason TEXT NOT NULL,
  voucher_id INTEGER REFERENCES voucher (id)               -- of post
) STRICT;
CREATE INDEX voucher_draft_event_by_number ON voucher_draft_event (draft_no, id);
CREATE INDEX voucher_draft_event_by_voucher ON voucher_draft_event (voucher_id);

CREATE TABLE voucher_print_log (   -- reprints are counted
  id INTEGER PRIMARY KEY,
  voucher_id INTEGER NOT NULL REFERENCES voucher (id),
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX voucher_print_log_by_voucher ON voucher_print_log (voucher_id);

-- ── summaries: `book verify` proves them ────────────────────────────────────────────────────────
CREATE TABLE document_paid (       -- what the bank moved for a document, by month of costs and day
  document_id INTEGER NOT NULL REFERENCES document (id),
  period INTEGER NOT NULL,
  day TEXT NOT NULL,
  out_fen INTEGER NOT NULL,
  back_fen INTEGER NOT NULL,       -- what came back (EV-09)
  PRIMARY KEY (document_id, period, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE settlement_sum (      -- what a settlement fixes, by month of costs
  document_id INTEGER NOT NULL REFERENCES document (id),
  period INTEGER NOT NULL,
  payable_fen INTEGER NOT NULL,
  offset_fen INTEGER NOT NULL,
  PRIMARY KEY (document_id, period)
) STRICT, WITHOUT ROWID;
CREATE TABLE item_sum (            -- account_balance by month of costs: which months are open
  account TEXT NOT NULL,
  item_period INTEGER NOT NULL,
  ledger TEXT NOT NULL,
  path TEXT NOT NULL,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  PRIMARY KEY (account, item_period, ledger, path)
) STRICT, WITHOUT ROWID;
-- And who has them.
CREATE INDEX account_balance_by_item ON account_balance
  (account, item_period, provider_id, ledger, path, period, debit_fen, credit_fen)
  WHERE item_period <> 0;
INSERT INTO item_sum
  SELECT account, item_period, ledger, path, sum(debit_fen), sum(credit_fen)
    FROM account_balance WHERE item_period <> 0 GROUP BY account, item_period, ledger, path;
INSERT INTO document_paid
  SELECT l.document_id, l.period, v.day, sum(iif(v.event = 'EV-09', 0, x.amount_fen)),
         sum(iif(v.event = 'EV-09', x.amount_fen, 0))
    FROM voucher v JOIN bank_line_event e ON e.id = v.bank_line_event_id
    JOIN bank_line x ON x.id = e.bank_line_id JOIN document_line l ON l.id = x.document_line_id
   GROUP BY l.document_id, l.period, v.day;
INSERT INTO settlement_sum
  SELECT l.document_id, l.period, sum(l.f5), sum(l.f9) FROM document_line l
    JOIN document d ON d.id = l.document_id AND d.kind = 'settlement'
   GROUP BY l.document_id, l.period;

-- ── what nobody may change ──────────────────────────────────────────────────────────────────────
CREATE TRIGGER user_secret_no_update BEFORE UPDATE ON user_secret
  BEGIN SELECT raise(ABORT, 'rows of user_secret cannot be changed'); END;
CREATE TRIGGER user_secret_no_delete BEFORE DELETE ON user_secret
  BEGIN SELECT raise(ABORT, 'rows of user_secret cannot be deleted'); END;
CREATE TRIGGER code_entry_no_update BEFORE UPDATE ON code_entry
  BEGIN SELECT raise(ABORT, 'rows of code_entry cannot be changed'); END;
CREATE TRIGGER code_entry_no_delete BEFORE DELETE ON code_entry
  BEGIN SELECT raise(ABORT, 'rows of code_entry cannot be deleted'); END;
CREATE TRIGGER deadline_done_no_update BEFORE UPDATE ON deadline_done
  BEGIN SELECT raise(ABORT, 'rows of deadline_done cannot be changed'); END;
CREATE TRIGGER deadline_done_no_delete BEFORE DELETE ON deadline_done
  BEGIN SELECT raise(ABORT, 'rows of deadline_done cannot be deleted'); END;
CREATE TRIGGER deadline_change_no_update BEFORE UPDATE ON deadline_change
  BEGIN SELECT raise(ABORT, 'rows of deadline_change cannot be changed'); END;
CREATE TRIGGER deadline_change_no_delete BEFORE DELETE ON deadline_change
  BEGIN SELECT raise(ABORT, 'rows of deadline_change cannot be deleted'); END;
CREATE TRIGGER voucher_draft_no_update BEFORE UPDATE ON voucher_draft
  BEGIN SELECT raise(ABORT, 'rows of voucher_draft cannot be changed'); END;
CREATE TRIGGER voucher_draft_no_delete BEFORE DELETE ON voucher_draft
  BEGIN SELECT raise(ABORT, 'rows of voucher_draft cannot be deleted'); END;
CREATE TRIGGER voucher_draft_line_no_update BEFORE UPDATE ON voucher_draft_line
  BEGIN SELECT raise(ABORT, 'rows of voucher_draft_line cannot be changed'); END;
CREATE TRIGGER voucher_draft_line_no_delete BEFORE DELETE ON voucher_draft_line
  BEGIN SELECT raise(ABORT, 'rows of voucher_draft_line cannot be deleted'); END;
CREATE TRIGGER voucher_draft_event_no_update BEFORE UPDATE ON voucher_draft_event
  BEGIN SELECT raise(ABORT, 'rows of voucher_draft_event cannot be changed'); END;
CREATE TRIGGER voucher_draft_event_no_delete BEFORE DELETE ON voucher_draft_event
  BEGIN SELECT raise(ABORT, 'rows of voucher_draft_event cannot be deleted'); END;
CREATE TRIGGER voucher_print_log_no_update BEFORE UPDATE ON voucher_print_log
  BEGIN SELECT raise(ABORT, 'rows of voucher_print_log cannot be changed'); END;
CREATE TRIGGER voucher_print_log_no_delete BEFORE DELETE ON voucher_print_log
  BEGIN SELECT raise(ABORT, 'rows of voucher_print_log cannot be deleted'); END;
