-- What was closed or has happened does not move (domain.md §4 rule 4). The rules hold for every
-- program that opens the file, this one included.
CREATE TRIGGER `review_is_frozen` BEFORE UPDATE OF `round_id`, `version`, `content`, `sha256`, `closed_at`, `closed_by` ON `review`
BEGIN
	SELECT RAISE(ABORT, 'a review is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `review_stays` BEFORE DELETE ON `review`
BEGIN
	SELECT RAISE(ABORT, 'a review is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `event_is_frozen` BEFORE UPDATE ON `event`
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `event_stays` BEFORE DELETE ON `event`
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
