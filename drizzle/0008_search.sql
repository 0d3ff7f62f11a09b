-- What can be searched for, one row a thing that is part of the plan: its words as they were written, and beside them as they are
-- looked up. Norwegian letters are folded here (domain/search.ts does the same to what is typed), other
-- accents by the tokenizer. Each row is made by a view below, and by nothing else: the triggers, the first
-- filling and the test that holds the index in step all read the same views. A later migration that makes
-- one of their tables anew drops the view of it and `search_source` first, and makes both and the table's
-- three triggers again.
CREATE TABLE `search_doc` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	-- The key of what it is made from, in the table of that.
	`ref` NOT NULL,
	-- One word that says whose it is, as in "measure1" for the first plan's: asked for in every search.
	`scope` text NOT NULL,
	`review_id` integer,
	`round_id` integer,
	`measure_id` text,
	`area_id` integer,
	`section` text,
	`code` text,
	`title_nb` text,
	`title_nn` text,
	`nb` text,
	`nn` text,
	-- Words in no language, such as names.
	`plain` text,
	`title` text GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(lower(coalesce(`title_nb`, '') || ' ' || coalesce(nullif(`title_nn`, `title_nb`), '')), 'aa', 'a'), 'oe', 'o'), 'Æ', 'ae'), 'æ', 'ae'), 'Ø', 'o'), 'ø', 'o'), 'Å', 'a'), 'å', 'a')) VIRTUAL,
	`text` text GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(lower(coalesce(`nb`, '') || ' ' || coalesce(nullif(`nn`, `nb`), '') || ' ' || coalesce(`plain`, '')), 'aa', 'a'), 'oe', 'o'), 'Æ', 'ae'), 'æ', 'ae'), 'Ø', 'o'), 'ø', 'o'), 'Å', 'a'), 'å', 'a')) VIRTUAL,
	UNIQUE (`kind`, `ref`)
);
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(
	scope, code, title, text,
	content='search_doc', content_rowid='id',
	tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
--> statement-breakpoint
CREATE TRIGGER `search_doc_is_indexed` AFTER INSERT ON `search_doc`
BEGIN
	INSERT INTO `search_index` (`rowid`, `scope`, `code`, `title`, `text`)
	VALUES (NEW.`id`, NEW.`scope`, NEW.`code`, NEW.`title`, NEW.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `search_doc_is_forgotten` AFTER DELETE ON `search_doc`
BEGIN
	INSERT INTO `search_index` (`search_index`, `rowid`, `scope`, `code`, `title`, `text`)
	VALUES ('delete', OLD.`id`, OLD.`scope`, OLD.`code`, OLD.`title`, OLD.`text`);
END;
--> statement-breakpoint
-- Rows are replaced and never altered, so that the index follows by the two triggers above.
CREATE TRIGGER `search_doc_is_replaced` BEFORE UPDATE ON `search_doc`
BEGIN
	SELECT RAISE(ABORT, 'a row of the search index is replaced, not altered');
END;
--> statement-breakpoint
CREATE VIEW `search_measure` AS SELECT
	'measure' AS `kind`,
	t.`id` AS `ref`,
	'measure' || t.`plan_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	t.`id` AS `measure_id`,
	t.`area_id` AS `area_id`,
	NULL AS `section`,
	t.`code` AS `code`,
	json_extract(t.`title`, '$.nb') AS `title_nb`,
	json_extract(t.`title`, '$.nn') AS `title_nn`,
	coalesce(json_extract(t.`summary`, '$.nb'), '') || char(10) || coalesce(json_extract(t.`target_group`, '$.nb'), '') || char(10) || coalesce(json_extract(t.`expected_effect`, '$.nb'), '') || char(10) || coalesce(json_extract(t.`note`, '$.nb'), '') AS `nb`,
	coalesce(json_extract(t.`summary`, '$.nn'), '') || char(10) || coalesce(json_extract(t.`target_group`, '$.nn'), '') || char(10) || coalesce(json_extract(t.`expected_effect`, '$.nn'), '') || char(10) || coalesce(json_extract(t.`note`, '$.nn'), '') AS `nn`,
	t.`contact` AS `plain`
FROM `measure` t;
--> statement-breakpoint
CREATE VIEW `search_area` AS SELECT
	'area' AS `kind`,
	t.`id` AS `ref`,
	'area' || t.`plan_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	t.`id` AS `area_id`,
	NULL AS `section`,
	CAST(t.`number` AS text) AS `code`,
	json_extract(t.`name`, '$.nb') AS `title_nb`,
	json_extract(t.`name`, '$.nn') AS `title_nn`,
	coalesce(json_extract(t.`summary`, '$.nb'), '') || char(10) || coalesce(json_extract(t.`short_name`, '$.nb'), '') AS `nb`,
	coalesce(json_extract(t.`summary`, '$.nn'), '') || char(10) || coalesce(json_extract(t.`short_name`, '$.nn'), '') AS `nn`,
	NULL AS `plain`
FROM `focus_area` t
WHERE t.`ended_on` IS NULL;
--> statement-breakpoint
CREATE VIEW `search_value` AS SELECT
	'value' AS `kind`,
	t.`id` AS `ref`,
	'value' || t.`plan_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	NULL AS `section`,
	t.`code` AS `code`,
	json_extract(t.`name`, '$.nb') AS `title_nb`,
	json_extract(t.`name`, '$.nn') AS `title_nn`,
	coalesce(json_extract(t.`description`, '$.nb'), '') AS `nb`,
	coalesce(json_extract(t.`description`, '$.nn'), '') AS `nn`,
	NULL AS `plain`
FROM `core_value` t
WHERE t.`ended_on` IS NULL;
--> statement-breakpoint
CREATE VIEW `search_driver` AS SELECT
	'driver' AS `kind`,
	t.`id` AS `ref`,
	'driver' || t.`plan_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	t.`kind` AS `section`,
	t.`code` AS `code`,
	json_extract(t.`title`, '$.nb') AS `title_nb`,
	json_extract(t.`title`, '$.nn') AS `title_nn`,
	coalesce(json_extract(t.`description`, '$.nb'), '') AS `nb`,
	coalesce(json_extract(t.`description`, '$.nn'), '') AS `nn`,
	NULL AS `plain`
FROM `driver` t
WHERE t.`ended_on` IS NULL;
--> statement-breakpoint
CREATE VIEW `search_body` AS SELECT
	'body' AS `kind`,
	t.`id` AS `ref`,
	'body' || t.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	t.`kind` AS `section`,
	NULL AS `code`,
	json_extract(t.`name`, '$.nb') AS `title_nb`,
	json_extract(t.`name`, '$.nn') AS `title_nn`,
	coalesce(json_extract(t.`mandate`, '$.nb'), '') AS `nb`,
	coalesce(json_extract(t.`mandate`, '$.nn'), '') AS `nn`,
	NULL AS `plain`
FROM `body` t
WHERE t.`ended_on` IS NULL;
--> statement-breakpoint
CREATE VIEW `search_partner` AS SELECT
	'partner' AS `kind`,
	t.`id` AS `ref`,
	'partner' || t.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	t.`kind` AS `section`,
	t.`number` AS `code`,
	t.`name` AS `title_nb`,
	t.`name` AS `title_nn`,
	NULL AS `nb`,
	NULL AS `nn`,
	NULL AS `plain`
FROM `partner` t
WHERE t.`ended_on` IS NULL;
--> statement-breakpoint
-- Of reports as they stand, whatever their state: who may read which is asked when they are searched.
CREATE VIEW `search_evaluation` AS SELECT
	'evaluation' AS `kind`,
	t.`id` AS `ref`,
	'evaluation' || `measure`.`plan_id` AS `scope`,
	NULL AS `review_id`,
	t.`round_id` AS `round_id`,
	t.`measure_id` AS `measure_id`,
	NULL AS `area_id`,
	NULL AS `section`,
	NULL AS `code`,
	NULL AS `title_nb`,
	NULL AS `title_nn`,
	CASE t.`lang` WHEN 'nb' THEN t.`done` || char(10) || t.`results` || char(10) || t.`deviation` || char(10) || t.`cause` || char(10) || t.`needs_text` || char(10) || t.`next_steps` END AS `nb`,
	CASE t.`lang` WHEN 'nn' THEN t.`done` || char(10) || t.`results` || char(10) || t.`deviation` || char(10) || t.`cause` || char(10) || t.`needs_text` || char(10) || t.`next_steps` END AS `nn`,
	NULL AS `plain`
FROM `evaluation` t JOIN `measure` ON `measure`.`id` = t.`measure_id`
WHERE t.`done` || t.`results` || t.`deviation` || t.`cause` || t.`needs_text` || t.`next_steps` <> '';
--> statement-breakpoint
CREATE VIEW `search_verdict` AS SELECT
	'verdict' AS `kind`,
	t.`id` AS `ref`,
	'verdict' || `round`.`plan_id` AS `scope`,
	NULL AS `review_id`,
	t.`round_id` AS `round_id`,
	NULL AS `measure_id`,
	t.`area_id` AS `area_id`,
	NULL AS `section`,
	NULL AS `code`,
	NULL AS `title_nb`,
	NULL AS `title_nn`,
	CASE t.`lang` WHEN 'nb' THEN t.`text` END AS `nb`,
	CASE t.`lang` WHEN 'nn' THEN t.`text` END AS `nn`,
	NULL AS `plain`
FROM `area_verdict` t JOIN `round` ON `round`.`id` = t.`round_id`;
--> statement-breakpoint
CREATE VIEW `search_section` AS SELECT
	'section' AS `kind`,
	t.`id` AS `ref`,
	'section' || `round`.`plan_id` AS `scope`,
	NULL AS `review_id`,
	t.`round_id` AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	t.`section` AS `section`,
	NULL AS `code`,
	NULL AS `title_nb`,
	NULL AS `title_nn`,
	coalesce(json_extract(t.`text`, '$.nb'), '') AS `nb`,
	coalesce(json_extract(t.`text`, '$.nn'), '') AS `nn`,
	NULL AS `plain`
FROM `review_text` t JOIN `round` ON `round`.`id` = t.`round_id`;
--> statement-breakpoint
-- Of closed rounds, what their reviews say: each version of a review is a scope of its own, "report7" for
-- reports and verdicts and "text7" for what the secretariat wrote.
CREATE VIEW `search_frozen_evaluation` AS SELECT
	'frozen-evaluation' AS `kind`,
	t.`id` || ':' || json_extract(one.`value`, '$.id') AS `ref`,
	'report' || t.`id` AS `scope`,
	t.`id` AS `review_id`,
	t.`round_id` AS `round_id`,
	json_extract(one.`value`, '$.id') AS `measure_id`,
	NULL AS `area_id`,
	NULL AS `section`,
	NULL AS `code`,
	NULL AS `title_nb`,
	NULL AS `title_nn`,
	CASE json_extract(one.`value`, '$.report.lang') WHEN 'nb' THEN coalesce(json_extract(one.`value`, '$.report.done'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.results'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.deviation'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.cause'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.needsText'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.nextSteps'), '') END AS `nb`,
	CASE json_extract(one.`value`, '$.report.lang') WHEN 'nn' THEN coalesce(json_extract(one.`value`, '$.report.done'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.results'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.deviation'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.cause'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.needsText'), '') || char(10) || coalesce(json_extract(one.`value`, '$.report.nextSteps'), '') END AS `nn`,
	NULL AS `plain`
FROM `review` t, json_each(t.`content`, '$.measures') one
WHERE json_extract(one.`value`, '$.report') IS NOT NULL
	AND json_extract(one.`value`, '$.lifecycle') IN ('adopted', 'in-operation', 'completed')
	AND coalesce(json_extract(one.`value`, '$.report.done'), '') || coalesce(json_extract(one.`value`, '$.report.results'), '') || coalesce(json_extract(one.`value`, '$.report.deviation'), '') || coalesce(json_extract(one.`value`, '$.report.cause'), '') || coalesce(json_extract(one.`value`, '$.report.needsText'), '') || coalesce(json_extract(one.`value`, '$.report.nextSteps'), '') <> '';
--> statement-breakpoint
CREATE VIEW `search_frozen_verdict` AS SELECT
	'frozen-verdict' AS `kind`,
	t.`id` || ':' || json_extract(one.`value`, '$.number') AS `ref`,
	'report' || t.`id` AS `scope`,
	t.`id` AS `review_id`,
	t.`round_id` AS `round_id`,
	NULL AS `measure_id`,
	`focus_area`.`id` AS `area_id`,
	NULL AS `section`,
	NULL AS `code`,
	NULL AS `title_nb`,
	NULL AS `title_nn`,
	CASE json_extract(one.`value`, '$.verdict.lang') WHEN 'nb' THEN json_extract(one.`value`, '$.verdict.text') END AS `nb`,
	CASE json_extract(one.`value`, '$.verdict.lang') WHEN 'nn' THEN json_extract(one.`value`, '$.verdict.text') END AS `nn`,
	NULL AS `plain`
FROM `review` t
	JOIN `round` ON `round`.`id` = t.`round_id`,
	json_each(t.`content`, '$.areas') one
	LEFT JOIN `focus_area` ON `focus_area`.`plan_id` = `round`.`plan_id` AND `focus_area`.`number` = json_extract(one.`value`, '$.number')
WHERE coalesce(json_extract(one.`value`, '$.verdict.text'), '') <> '';
--> statement-breakpoint
CREATE VIEW `search_frozen_section` AS SELECT
	'frozen-section' AS `kind`,
	t.`id` || ':' || one.`key` AS `ref`,
	'text' || t.`id` AS `scope`,
	t.`id` AS `review_id`,
	t.`round_id` AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	one.`key` AS `section`,
	NULL AS `code`,
	NULL AS `title_nb`,
	NULL AS `title_nn`,
	json_extract(one.`value`, '$.nb') AS `nb`,
	json_extract(one.`value`, '$.nn') AS `nn`,
	NULL AS `plain`
FROM `review` t, json_each(t.`content`, '$.texts') one;
--> statement-breakpoint
-- The whole index as it would be if it were made today.
CREATE VIEW `search_source` AS
SELECT * FROM `search_measure`
UNION ALL SELECT * FROM `search_area`
UNION ALL SELECT * FROM `search_value`
UNION ALL SELECT * FROM `search_driver`
UNION ALL SELECT * FROM `search_body`
UNION ALL SELECT * FROM `search_partner`
UNION ALL SELECT * FROM `search_evaluation`
UNION ALL SELECT * FROM `search_verdict`
UNION ALL SELECT * FROM `search_section`
UNION ALL SELECT * FROM `search_frozen_evaluation`
UNION ALL SELECT * FROM `search_frozen_verdict`
UNION ALL SELECT * FROM `search_frozen_section`;
--> statement-breakpoint
CREATE TRIGGER `search_finds_measure` AFTER INSERT ON `measure`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'measure' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_measure` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_measure` AFTER UPDATE ON `measure`
WHEN (OLD.`id`, OLD.`plan_id`, OLD.`area_id`, OLD.`code`, OLD.`title`, OLD.`summary`, OLD.`target_group`, OLD.`expected_effect`, OLD.`note`, OLD.`contact`)
	IS NOT (NEW.`id`, NEW.`plan_id`, NEW.`area_id`, NEW.`code`, NEW.`title`, NEW.`summary`, NEW.`target_group`, NEW.`expected_effect`, NEW.`note`, NEW.`contact`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'measure' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'measure' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_measure` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_measure` AFTER DELETE ON `measure`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'measure' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_area` AFTER INSERT ON `focus_area`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'area' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_area` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_area` AFTER UPDATE ON `focus_area`
WHEN (OLD.`id`, OLD.`plan_id`, OLD.`number`, OLD.`name`, OLD.`short_name`, OLD.`summary`, OLD.`ended_on`)
	IS NOT (NEW.`id`, NEW.`plan_id`, NEW.`number`, NEW.`name`, NEW.`short_name`, NEW.`summary`, NEW.`ended_on`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'area' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'area' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_area` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_area` AFTER DELETE ON `focus_area`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'area' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_value` AFTER INSERT ON `core_value`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'value' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_value` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_value` AFTER UPDATE ON `core_value`
WHEN (OLD.`id`, OLD.`plan_id`, OLD.`code`, OLD.`name`, OLD.`description`, OLD.`ended_on`)
	IS NOT (NEW.`id`, NEW.`plan_id`, NEW.`code`, NEW.`name`, NEW.`description`, NEW.`ended_on`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'value' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'value' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_value` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_value` AFTER DELETE ON `core_value`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'value' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_driver` AFTER INSERT ON `driver`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'driver' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_driver` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_driver` AFTER UPDATE ON `driver`
WHEN (OLD.`id`, OLD.`plan_id`, OLD.`kind`, OLD.`code`, OLD.`title`, OLD.`description`, OLD.`ended_on`)
	IS NOT (NEW.`id`, NEW.`plan_id`, NEW.`kind`, NEW.`code`, NEW.`title`, NEW.`description`, NEW.`ended_on`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'driver' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'driver' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_driver` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_driver` AFTER DELETE ON `driver`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'driver' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_body` AFTER INSERT ON `body`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'body' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_body` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_body` AFTER UPDATE ON `body`
WHEN (OLD.`id`, OLD.`partnership_id`, OLD.`kind`, OLD.`name`, OLD.`mandate`, OLD.`ended_on`)
	IS NOT (NEW.`id`, NEW.`partnership_id`, NEW.`kind`, NEW.`name`, NEW.`mandate`, NEW.`ended_on`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'body' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'body' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_body` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_body` AFTER DELETE ON `body`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'body' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_partner` AFTER INSERT ON `partner`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'partner' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_partner` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_partner` AFTER UPDATE ON `partner`
WHEN (OLD.`id`, OLD.`partnership_id`, OLD.`kind`, OLD.`number`, OLD.`name`, OLD.`ended_on`)
	IS NOT (NEW.`id`, NEW.`partnership_id`, NEW.`kind`, NEW.`number`, NEW.`name`, NEW.`ended_on`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'partner' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'partner' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_partner` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_partner` AFTER DELETE ON `partner`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'partner' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_evaluation` AFTER INSERT ON `evaluation`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'evaluation' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_evaluation` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_evaluation` AFTER UPDATE ON `evaluation`
WHEN (OLD.`id`, OLD.`round_id`, OLD.`measure_id`, OLD.`lang`, OLD.`done`, OLD.`results`, OLD.`deviation`, OLD.`cause`, OLD.`needs_text`, OLD.`next_steps`)
	IS NOT (NEW.`id`, NEW.`round_id`, NEW.`measure_id`, NEW.`lang`, NEW.`done`, NEW.`results`, NEW.`deviation`, NEW.`cause`, NEW.`needs_text`, NEW.`next_steps`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'evaluation' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'evaluation' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_evaluation` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_evaluation` AFTER DELETE ON `evaluation`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'evaluation' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_verdict` AFTER INSERT ON `area_verdict`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'verdict' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_verdict` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_verdict` AFTER UPDATE ON `area_verdict`
WHEN (OLD.`id`, OLD.`round_id`, OLD.`area_id`, OLD.`text`, OLD.`lang`)
	IS NOT (NEW.`id`, NEW.`round_id`, NEW.`area_id`, NEW.`text`, NEW.`lang`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'verdict' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'verdict' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_verdict` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_verdict` AFTER DELETE ON `area_verdict`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'verdict' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_section` AFTER INSERT ON `review_text`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'section' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_section` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_section` AFTER UPDATE ON `review_text`
WHEN (OLD.`id`, OLD.`round_id`, OLD.`section`, OLD.`text`)
	IS NOT (NEW.`id`, NEW.`round_id`, NEW.`section`, NEW.`text`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'section' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'section' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_section` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_section` AFTER DELETE ON `review_text`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'section' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
-- A review is neither altered nor deleted (0001): what it says is taken up once.
CREATE TRIGGER `search_finds_review` AFTER INSERT ON `review`
BEGIN
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_frozen_evaluation` WHERE `review_id` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_frozen_verdict` WHERE `review_id` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_frozen_section` WHERE `review_id` = NEW.`id`;
END;
--> statement-breakpoint
INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
SELECT * FROM `search_source`;
