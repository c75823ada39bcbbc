-- KALISIL, an invented schema in the manner of a modern laboratory system: nothing of any product is copied.
-- Words in braces differ between engines. Statements end with a semicolon at the end of a line.
CREATE TABLE code_sex (code VARCHAR(1) NOT NULL PRIMARY KEY, label VARCHAR(40) NOT NULL){end};
CREATE TABLE code_flag (code VARCHAR(4) NOT NULL PRIMARY KEY, label VARCHAR(40) NOT NULL){end};
CREATE TABLE code_status (code VARCHAR(12) NOT NULL PRIMARY KEY, label VARCHAR(40) NOT NULL){end};
CREATE TABLE code_identity_status (code VARCHAR(5) NOT NULL PRIMARY KEY, label VARCHAR(40) NOT NULL){end};
CREATE TABLE code_specimen (code VARCHAR(8) NOT NULL PRIMARY KEY, label VARCHAR(40) NOT NULL){end};
CREATE TABLE code_answer (code VARCHAR(8) NOT NULL PRIMARY KEY, label VARCHAR(60) NOT NULL){end};
CREATE TABLE code_unit (code VARCHAR(12) NOT NULL PRIMARY KEY, label VARCHAR(20) NOT NULL){end};
CREATE TABLE lab_test (
  code VARCHAR(12) NOT NULL PRIMARY KEY,
  label VARCHAR(60) NOT NULL,
  loinc VARCHAR(10),
  unit_code VARCHAR(12),
  FOREIGN KEY (unit_code) REFERENCES code_unit (code)
){end};
CREATE TABLE counter (name VARCHAR(20) NOT NULL PRIMARY KEY, next_value {big} NOT NULL, CHECK (next_value > 0)){end};
CREATE TABLE practitioner (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  rpps VARCHAR(11) UNIQUE,
  family_name VARCHAR(40) NOT NULL,
  given_names VARCHAR(40),
  title VARCHAR(8),
  role VARCHAR(12) NOT NULL,
  speciality VARCHAR(40),
  address VARCHAR(80),
  postal_code VARCHAR(5),
  city VARCHAR(40),
  phone VARCHAR(20),
  email VARCHAR(80),
  active {bool} NOT NULL,
  CHECK (role IN ('prescriber', 'sampler', 'biologist', 'other'))
){end};
CREATE TABLE organisation (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  kind VARCHAR(12) NOT NULL,
  name VARCHAR(60) NOT NULL,
  identifier VARCHAR(14),
  address VARCHAR(80),
  postal_code VARCHAR(5),
  city VARCHAR(40),
  phone VARCHAR(20),
  email VARCHAR(80),
  CHECK (kind IN ('insurer', 'ward', 'hospital', 'laboratory', 'other'))
){end};
CREATE TABLE patient (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  patient_number VARCHAR(12) NOT NULL UNIQUE,
  family_name VARCHAR(32) NOT NULL CHECK ({length}(family_name) <= 32),
  birth_name VARCHAR(32) NOT NULL CHECK ({length}(birth_name) <= 32),
  given_names VARCHAR(60) NOT NULL,
  title VARCHAR(8),
  sex_code VARCHAR(1) NOT NULL,
  birth_date {day} NOT NULL,
  birth_rank INTEGER NOT NULL,
  birth_place_code VARCHAR(5),
  birth_place VARCHAR(40),
  deceased_date {day},
  ins VARCHAR(15),
  ins_oid VARCHAR(30),
  identity_status VARCHAR(5) NOT NULL,
  nir VARCHAR(15),
  address VARCHAR(120),
  postal_code VARCHAR(5),
  city VARCHAR(40),
  country VARCHAR(3),
  phone VARCHAR(20),
  mobile VARCHAR(20),
  email VARCHAR(80),
  last_visit {day},
  note_patient VARCHAR(250),
  note_file VARCHAR(250),
  created_by VARCHAR(80),
  CHECK (birth_rank BETWEEN 1 AND 9),
  CHECK (ins IS NULL OR ins_oid IS NOT NULL),
  FOREIGN KEY (sex_code) REFERENCES code_sex (code),
  FOREIGN KEY (identity_status) REFERENCES code_identity_status (code)
){end};
CREATE INDEX patient_by_name ON patient (family_name, birth_date);
CREATE TABLE coverage (
  id {serial},
  legacy_ref VARCHAR(40) UNIQUE,
  patient_id {uuid} NOT NULL,
  insurer_id {uuid} NOT NULL,
  kind VARCHAR(14) NOT NULL,
  member_number VARCHAR(20),
  valid_from {day},
  valid_until {day},
  CHECK (kind IN ('mandatory', 'complementary', 'other')),
  FOREIGN KEY (patient_id) REFERENCES patient (id),
  FOREIGN KEY (insurer_id) REFERENCES organisation (id)
){end};
CREATE INDEX coverage_by_patient ON coverage (patient_id);
CREATE TABLE lab_order (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  patient_id {uuid} NOT NULL,
  dossier_number {big} NOT NULL UNIQUE,
  prescriber_id {uuid},
  ward_id {uuid},
  ordered_at {moment},
  received_at {moment},
  priority VARCHAR(8) NOT NULL,
  status VARCHAR(12) NOT NULL,
  reason VARCHAR(250),
  CHECK (priority IN ('routine', 'urgent')),
  CHECK (status IN ('active', 'completed', 'revoked')),
  FOREIGN KEY (patient_id) REFERENCES patient (id),
  FOREIGN KEY (prescriber_id) REFERENCES practitioner (id),
  FOREIGN KEY (ward_id) REFERENCES organisation (id)
){end};
CREATE INDEX lab_order_by_patient ON lab_order (patient_id);
-- A note may be typed before its dossier is registered: no foreign key. The application finds it by dossier number.
CREATE TABLE order_note (
  id {serial},
  legacy_ref VARCHAR(40) UNIQUE,
  dossier_number {big} NOT NULL UNIQUE,
  body VARCHAR(250) NOT NULL
){end};
CREATE TABLE specimen (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  patient_id {uuid} NOT NULL,
  order_id {uuid} NOT NULL,
  tube_number VARCHAR(14) NOT NULL,
  type_code VARCHAR(8) NOT NULL,
  collected_at {moment},
  received_at {moment},
  collector_id {uuid},
  status VARCHAR(14) NOT NULL,
  note VARCHAR(250),
  FOREIGN KEY (patient_id) REFERENCES patient (id),
  FOREIGN KEY (order_id) REFERENCES lab_order (id),
  FOREIGN KEY (type_code) REFERENCES code_specimen (code),
  FOREIGN KEY (collector_id) REFERENCES practitioner (id)
){end};
CREATE INDEX specimen_by_patient ON specimen (patient_id);
CREATE INDEX specimen_by_order ON specimen (order_id);
CREATE TABLE result (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  patient_id {uuid} NOT NULL,
  order_id {uuid} NOT NULL,
  specimen_id {uuid},
  kind VARCHAR(14) NOT NULL,
  parent_id {uuid},
  replaces_id {uuid},
  version INTEGER NOT NULL CHECK (version >= 1),
  rank_no INTEGER NOT NULL,
  test_code VARCHAR(12) NOT NULL,
  label VARCHAR(60) NOT NULL,
  status VARCHAR(12) NOT NULL,
  value_number {decimal},
  value_comparator VARCHAR(2) CHECK (value_comparator IN ('<', '<=', '>', '>=')),
  unit_code VARCHAR(12),
  answer_code VARCHAR(8),
  value_text VARCHAR(250),
  value_written VARCHAR(20),
  range_low {decimal},
  range_high {decimal},
  range_text VARCHAR(40),
  flag VARCHAR(4),
  method VARCHAR(40),
  observed_at {moment},
  validated_at {moment},
  validated_by_id {uuid},
  note VARCHAR(200) CHECK ({length}(note) <= 200),
  FOREIGN KEY (patient_id) REFERENCES patient (id),
  FOREIGN KEY (order_id) REFERENCES lab_order (id),
  FOREIGN KEY (specimen_id) REFERENCES specimen (id),
  FOREIGN KEY (parent_id) REFERENCES result (id),
  FOREIGN KEY (replaces_id) REFERENCES result (id),
  FOREIGN KEY (test_code) REFERENCES lab_test (code),
  FOREIGN KEY (status) REFERENCES code_status (code),
  FOREIGN KEY (unit_code) REFERENCES code_unit (code),
  FOREIGN KEY (answer_code) REFERENCES code_answer (code),
  FOREIGN KEY (flag) REFERENCES code_flag (code),
  FOREIGN KEY (validated_by_id) REFERENCES practitioner (id)
){end};
CREATE INDEX result_by_patient ON result (patient_id);
CREATE TABLE report (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  patient_id {uuid} NOT NULL,
  order_id {uuid} NOT NULL,
  report_number VARCHAR(14) NOT NULL UNIQUE,
  title VARCHAR(60) NOT NULL,
  status VARCHAR(12) NOT NULL,
  issued_at {moment},
  signed_by_id {uuid},
  conclusion VARCHAR(250),
  FOREIGN KEY (patient_id) REFERENCES patient (id),
  FOREIGN KEY (order_id) REFERENCES lab_order (id),
  FOREIGN KEY (status) REFERENCES code_status (code),
  FOREIGN KEY (signed_by_id) REFERENCES practitioner (id)
){end};
CREATE INDEX report_by_patient ON report (patient_id);
CREATE TABLE document (
  id {uuid} NOT NULL PRIMARY KEY,
  legacy_ref VARCHAR(40) UNIQUE,
  patient_id {uuid} NOT NULL,
  report_id {uuid},
  title VARCHAR(60) NOT NULL,
  media_type VARCHAR(40) NOT NULL,
  created_at {moment},
  content {bytes} NOT NULL,
  FOREIGN KEY (patient_id) REFERENCES patient (id),
  FOREIGN KEY (report_id) REFERENCES report (id)
){end};
CREATE INDEX document_by_patient ON document (patient_id);
INSERT INTO counter (name, next_value) VALUES ('dossier', 900000001), ('patient', 9000001);
INSERT INTO code_sex (code, label) VALUES ('F', 'Femme'), ('M', 'Homme'), ('X', 'Indéterminé');
INSERT INTO code_flag (code, label) VALUES ('H', 'Haut'), ('HH', 'Très haut'), ('L', 'Bas'), ('LL', 'Très bas'), ('S', 'Sensible'), ('I', 'Sensible à forte posologie'), ('R', 'Résistant');
INSERT INTO code_status (code, label) VALUES ('preliminary', 'Provisoire'), ('final', 'Validé'), ('corrected', 'Corrigé'), ('cancelled', 'Annulé');
INSERT INTO code_identity_status (code, label) VALUES ('PROV', 'Provisoire'), ('RECUP', 'Récupérée'), ('VALI', 'Validée'), ('QUAL', 'Qualifiée');
