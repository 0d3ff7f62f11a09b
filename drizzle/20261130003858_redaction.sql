CREATE TABLE `redaction` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`seq` integer NOT NULL,
	`lang` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `minutes` ADD `redacted_at` text;
--> statement-breakpoint
-- The second exception of the log, after erasure: until a redaction records its event, its transaction may replace
-- parts of texts by the mark, in events of matters, meetings and decisions. The old text must match the new one with
-- its marks as wildcards, so that nothing is added or rewritten. Nothing else in a row may change.
DROP TRIGGER `event_is_frozen`;
--> statement-breakpoint
CREATE TRIGGER `event_is_frozen` BEFORE UPDATE ON `event`
WHEN (NEW.`seq`, NEW.`plan_id`, NEW.`at`, NEW.`person_id`, NEW.`verb`, NEW.`noun`, NEW.`noun_id`)
	IS NOT (OLD.`seq`, OLD.`plan_id`, OLD.`at`, OLD.`person_id`, OLD.`verb`, OLD.`noun`, OLD.`noun_id`)
	OR (NOT EXISTS (
		SELECT 1 FROM `erasure` e
		WHERE e.`seq` > (SELECT coalesce(max(`seq`), 0) FROM `event`)
		AND NEW.`reason` IS OLD.`reason`
		AND (NEW.`by` IS OLD.`by` OR (
			OLD.`by` IS NOT NULL AND NEW.`by` = 'Person ' || e.`id` AND coalesce(OLD.`person_id`, e.`person_id`) = e.`person_id`
		))
		AND (NEW.`before` IS OLD.`before` OR (
			(SELECT count(*) FROM json_tree(NEW.`before`)) = (SELECT count(*) FROM json_tree(OLD.`before`))
			AND NOT EXISTS (
				SELECT 1 FROM json_tree(OLD.`before`) o LEFT JOIN json_tree(NEW.`before`) n ON n.`fullkey` = o.`fullkey`
				WHERE n.`type` IS NOT o.`type`
					OR (n.`atom` IS NOT o.`atom` AND (o.`type` <> 'text' OR n.`atom` <> 'Person ' || e.`id`))
			)
		))
		AND (NEW.`after` IS OLD.`after` OR (
			(SELECT count(*) FROM json_tree(NEW.`after`)) = (SELECT count(*) FROM json_tree(OLD.`after`))
			AND NOT EXISTS (
				SELECT 1 FROM json_tree(OLD.`after`) o LEFT JOIN json_tree(NEW.`after`) n ON n.`fullkey` = o.`fullkey`
				WHERE n.`type` IS NOT o.`type`
					OR (n.`atom` IS NOT o.`atom` AND (o.`type` <> 'text' OR n.`atom` <> 'Person ' || e.`id`))
			)
		))
	) AND NOT EXISTS (
		SELECT 1 FROM `redaction` r
		WHERE r.`seq` > (SELECT coalesce(max(`seq`), 0) FROM `event`)
		AND OLD.`noun` IN ('matter', 'meeting', 'decision')
		AND NEW.`by` IS OLD.`by`
		AND (NEW.`reason` IS OLD.`reason` OR OLD.`reason` GLOB
			replace(replace(replace(replace(NEW.`reason`, '[', '[[]'), '*', '[*]'), '?', '[?]'), CASE r.`lang` WHEN 'nn' THEN '[[]sladda]' ELSE '[[]sladdet]' END, '*'))
		AND (NEW.`before` IS OLD.`before` OR (
			(SELECT count(*) FROM json_tree(NEW.`before`)) = (SELECT count(*) FROM json_tree(OLD.`before`))
			AND NOT EXISTS (
				SELECT 1 FROM json_tree(OLD.`before`) o LEFT JOIN json_tree(NEW.`before`) n ON n.`fullkey` = o.`fullkey`
				WHERE n.`type` IS NOT o.`type`
					OR (n.`atom` IS NOT o.`atom` AND (o.`type` <> 'text' OR NOT o.`atom` GLOB
						replace(replace(replace(replace(n.`atom`, '[', '[[]'), '*', '[*]'), '?', '[?]'), CASE r.`lang` WHEN 'nn' THEN '[[]sladda]' ELSE '[[]sladdet]' END, '*')))
			)
		))
		AND (NEW.`after` IS OLD.`after` OR (
			(SELECT count(*) FROM json_tree(NEW.`after`)) = (SELECT count(*) FROM json_tree(OLD.`after`))
			AND NOT EXISTS (
				SELECT 1 FROM json_tree(OLD.`after`) o LEFT JOIN json_tree(NEW.`after`) n ON n.`fullkey` = o.`fullkey`
				WHERE n.`type` IS NOT o.`type`
					OR (n.`atom` IS NOT o.`atom` AND (o.`type` <> 'text' OR NOT o.`atom` GLOB
						replace(replace(replace(replace(n.`atom`, '[', '[[]'), '*', '[*]'), '?', '[?]'), CASE r.`lang` WHEN 'nn' THEN '[[]sladda]' ELSE '[[]sladdet]' END, '*')))
			)
		))
	))
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `redaction_has_event` BEFORE INSERT ON `redaction`
WHEN NEW.`seq` IS NOT (SELECT coalesce(max(`seq`), 0) + 1 FROM `event`)
	OR NEW.`lang` NOT IN ('nb', 'nn')
	OR EXISTS (SELECT 1 FROM `redaction` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'a redaction belongs to the next event');
END;
--> statement-breakpoint
CREATE TRIGGER `redaction_is_frozen` BEFORE UPDATE ON `redaction`
BEGIN
	SELECT RAISE(ABORT, 'a redaction is final');
END;
--> statement-breakpoint
CREATE TRIGGER `redaction_stays` BEFORE DELETE ON `redaction`
BEGIN
	SELECT RAISE(ABORT, 'a redaction is final');
END;
