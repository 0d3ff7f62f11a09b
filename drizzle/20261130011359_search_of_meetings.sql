-- Matters, agendas, case papers with outcomes, published minutes and decisions with their follow-up can be found. Who
-- finds what is decided by the query: "agenda" and "minutes" are public, "case" is for those who may read the meeting.
-- Senders, contacts, attendance and the titles of closed items are in none but, for closed items, "case".
DROP VIEW `search_source`;
--> statement-breakpoint
CREATE VIEW `search_matter` AS SELECT
	'matter' AS `kind`,
	t.`id` AS `ref`,
	'matter' || t.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	NULL AS `section`,
	NULL AS `code`,
	CASE t.`lang` WHEN 'nb' THEN t.`title` END AS `title_nb`,
	CASE t.`lang` WHEN 'nn' THEN t.`title` END AS `title_nn`,
	CASE t.`lang` WHEN 'nb' THEN coalesce(t.`text`, '') || char(10) || coalesce(t.`concerns`, '') || char(10) || coalesce(t.`wish`, '') END AS `nb`,
	CASE t.`lang` WHEN 'nn' THEN coalesce(t.`text`, '') || char(10) || coalesce(t.`concerns`, '') || char(10) || coalesce(t.`wish`, '') END AS `nn`,
	NULL AS `plain`
FROM `matter` t;
--> statement-breakpoint
CREATE VIEW `search_decision` AS SELECT
	'decision' AS `kind`,
	t.`id` AS `ref`,
	'decision' || t.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	NULL AS `section`,
	nullif(t.`number`, '') AS `code`,
	CASE t.`lang` WHEN 'nb' THEN t.`title` END AS `title_nb`,
	CASE t.`lang` WHEN 'nn' THEN t.`title` END AS `title_nn`,
	CASE t.`lang` WHEN 'nb' THEN coalesce(t.`text`, '') || char(10) || coalesce(t.`dissent`, '') END AS `nb`,
	CASE t.`lang` WHEN 'nn' THEN coalesce(t.`text`, '') || char(10) || coalesce(t.`dissent`, '') END AS `nn`,
	(SELECT group_concat(e.`text`, char(10)) FROM `decision_follow_up` e WHERE e.`decision_id` = t.`id` AND e.`text` <> '') AS `plain`
FROM `decision` t;
--> statement-breakpoint
CREATE VIEW `search_agenda` AS SELECT
	'agenda' AS `kind`,
	t.`id` AS `ref`,
	'agenda' || m.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	CAST(t.`meeting_id` AS text) AS `section`,
	nullif(t.`number`, '') AS `code`,
	CASE t.`lang` WHEN 'nb' THEN t.`title` END AS `title_nb`,
	CASE t.`lang` WHEN 'nn' THEN t.`title` END AS `title_nn`,
	NULL AS `nb`,
	NULL AS `nn`,
	NULL AS `plain`
FROM `agenda_item` t JOIN `meeting` m ON m.`id` = t.`meeting_id`
WHERE t.`closed` = 0;
--> statement-breakpoint
CREATE VIEW `search_case` AS SELECT
	'case' AS `kind`,
	t.`id` AS `ref`,
	'case' || m.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	CAST(t.`meeting_id` AS text) AS `section`,
	nullif(t.`number`, '') AS `code`,
	CASE t.`lang` WHEN 'nb' THEN t.`title` END AS `title_nb`,
	CASE t.`lang` WHEN 'nn' THEN t.`title` END AS `title_nn`,
	CASE t.`lang` WHEN 'nb' THEN coalesce(t.`background`, '') || char(10) || coalesce(t.`assessment`, '') || char(10) || coalesce(t.`proposal`, '') || char(10) || coalesce(t.`outcome`, '') || char(10) || coalesce(t.`dissent`, '') END AS `nb`,
	CASE t.`lang` WHEN 'nn' THEN coalesce(t.`background`, '') || char(10) || coalesce(t.`assessment`, '') || char(10) || coalesce(t.`proposal`, '') || char(10) || coalesce(t.`outcome`, '') || char(10) || coalesce(t.`dissent`, '') END AS `nn`,
	NULL AS `plain`
FROM `agenda_item` t JOIN `meeting` m ON m.`id` = t.`meeting_id`;
--> statement-breakpoint
CREATE VIEW `search_minutes` AS SELECT
	'minutes' AS `kind`,
	t.`id` || '/' || i.`key` AS `ref`,
	'minutes' || m.`partnership_id` AS `scope`,
	NULL AS `review_id`,
	NULL AS `round_id`,
	NULL AS `measure_id`,
	NULL AS `area_id`,
	CAST(t.`meeting_id` AS text) AS `section`,
	nullif(json_extract(i.`value`, '$.number'), '') AS `code`,
	CASE json_extract(i.`value`, '$.lang') WHEN 'nb' THEN json_extract(i.`value`, '$.title') END AS `title_nb`,
	CASE json_extract(i.`value`, '$.lang') WHEN 'nn' THEN json_extract(i.`value`, '$.title') END AS `title_nn`,
	CASE json_extract(i.`value`, '$.lang') WHEN 'nb' THEN coalesce(json_extract(i.`value`, '$.background'), '') || char(10) || coalesce(json_extract(i.`value`, '$.assessment'), '') || char(10) || coalesce(json_extract(i.`value`, '$.proposal'), '') || char(10) || coalesce(json_extract(i.`value`, '$.outcome.text'), '') || char(10) || coalesce(json_extract(i.`value`, '$.outcome.dissent'), '') END AS `nb`,
	CASE json_extract(i.`value`, '$.lang') WHEN 'nn' THEN coalesce(json_extract(i.`value`, '$.background'), '') || char(10) || coalesce(json_extract(i.`value`, '$.assessment'), '') || char(10) || coalesce(json_extract(i.`value`, '$.proposal'), '') || char(10) || coalesce(json_extract(i.`value`, '$.outcome.text'), '') || char(10) || coalesce(json_extract(i.`value`, '$.outcome.dissent'), '') END AS `nn`,
	NULL AS `plain`
FROM `minutes` t JOIN `meeting` m ON m.`id` = t.`meeting_id`
	JOIN json_each(CASE t.`content` WHEN '' THEN '{}' ELSE t.`content` END, '$.items') i
WHERE t.`published_at` IS NOT NULL AND NOT json_extract(i.`value`, '$.closed')
	AND NOT EXISTS (
		SELECT 1 FROM `minutes` later WHERE later.`meeting_id` = t.`meeting_id` AND later.`version` > t.`version`
			AND later.`published_at` IS NOT NULL AND later.`content` <> ''
	);
--> statement-breakpoint
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
UNION ALL SELECT * FROM `search_frozen_section`
UNION ALL SELECT * FROM `search_matter`
UNION ALL SELECT * FROM `search_decision`
UNION ALL SELECT * FROM `search_agenda`
UNION ALL SELECT * FROM `search_case`
UNION ALL SELECT * FROM `search_minutes`;
--> statement-breakpoint
CREATE TRIGGER `search_finds_matter` AFTER INSERT ON `matter`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'matter' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_matter` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_matter` AFTER UPDATE ON `matter`
WHEN (OLD.`id`, OLD.`partnership_id`, OLD.`title`, OLD.`text`, OLD.`lang`, OLD.`concerns`, OLD.`wish`)
	IS NOT (NEW.`id`, NEW.`partnership_id`, NEW.`title`, NEW.`text`, NEW.`lang`, NEW.`concerns`, NEW.`wish`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'matter' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'matter' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_matter` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_matter` AFTER DELETE ON `matter`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'matter' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_decision` AFTER INSERT ON `decision`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_decision` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_decision` AFTER UPDATE ON `decision`
WHEN (OLD.`id`, OLD.`partnership_id`, OLD.`number`, OLD.`title`, OLD.`text`, OLD.`lang`, OLD.`dissent`)
	IS NOT (NEW.`id`, NEW.`partnership_id`, NEW.`number`, NEW.`title`, NEW.`text`, NEW.`lang`, NEW.`dissent`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_decision` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_decision` AFTER DELETE ON `decision`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_finds_agenda_item` AFTER INSERT ON `agenda_item`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'agenda' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_agenda` WHERE `ref` = NEW.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'case' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_case` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_agenda_item` AFTER UPDATE ON `agenda_item`
WHEN (OLD.`id`, OLD.`meeting_id`, OLD.`number`, OLD.`title`, OLD.`lang`, OLD.`background`, OLD.`assessment`, OLD.`proposal`, OLD.`outcome`, OLD.`dissent`, OLD.`closed`)
	IS NOT (NEW.`id`, NEW.`meeting_id`, NEW.`number`, NEW.`title`, NEW.`lang`, NEW.`background`, NEW.`assessment`, NEW.`proposal`, NEW.`outcome`, NEW.`dissent`, NEW.`closed`)
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'agenda' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'agenda' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_agenda` WHERE `ref` = NEW.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'case' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'case' AND `ref` = NEW.`id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_case` WHERE `ref` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_agenda_item` AFTER DELETE ON `agenda_item`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'agenda' AND `ref` = OLD.`id`;
	DELETE FROM `search_doc` WHERE `kind` = 'case' AND `ref` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_entry_insert` AFTER INSERT ON `decision_follow_up`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = NEW.`decision_id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_decision` WHERE `ref` = NEW.`decision_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_entry_update` AFTER UPDATE ON `decision_follow_up`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = NEW.`decision_id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_decision` WHERE `ref` = NEW.`decision_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_entry_delete` AFTER DELETE ON `decision_follow_up`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'decision' AND `ref` = OLD.`decision_id`;
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_decision` WHERE `ref` = OLD.`decision_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_minutes_insert` AFTER INSERT ON `minutes`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'minutes' AND `section` = CAST(NEW.`meeting_id` AS text);
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_minutes` WHERE `section` = CAST(NEW.`meeting_id` AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_minutes_update` AFTER UPDATE ON `minutes`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'minutes' AND `section` = CAST(NEW.`meeting_id` AS text);
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_minutes` WHERE `section` = CAST(NEW.`meeting_id` AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `search_follows_minutes_delete` AFTER DELETE ON `minutes`
BEGIN
	DELETE FROM `search_doc` WHERE `kind` = 'minutes' AND `section` = CAST(OLD.`meeting_id` AS text);
	INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
	SELECT * FROM `search_minutes` WHERE `section` = CAST(OLD.`meeting_id` AS text);
END;
--> statement-breakpoint
CREATE INDEX `search_doc_of_minutes` ON `search_doc` (`section`) WHERE `kind` = 'minutes';
--> statement-breakpoint
INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
SELECT * FROM `search_matter`;
--> statement-breakpoint
INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
SELECT * FROM `search_decision`;
--> statement-breakpoint
INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
SELECT * FROM `search_agenda`;
--> statement-breakpoint
INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
SELECT * FROM `search_case`;
--> statement-breakpoint
INSERT INTO `search_doc` (`kind`, `ref`, `scope`, `review_id`, `round_id`, `measure_id`, `area_id`, `section`, `code`, `title_nb`, `title_nn`, `nb`, `nn`, `plain`)
SELECT * FROM `search_minutes`;
