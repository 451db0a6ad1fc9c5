package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every statement that a page or the API reads with, and what the bot and the jobs ask, as SQLite plans it: what it reads
 * grows with what it shows and not with what is stored. And every index: without it one of them would read more.
 */
class EveryStatementTest {
    /** Indexes without which every statement reads as little as with them, and why they are there. */
    private static final Map<String, String> SPARE = Map.ofEntries(
            Map.entry("approval_standing", "a rule: of one person one approval stands"),
            Map.entry("release_under_way", "a rule: of one model one release is under way"),
            Map.entry("outbox_refused", "the effects on one contribution are few, by whichever index"),
            Map.entry("outbox_tried", "and so are those on one target"),
            Map.entry("outbox_target", "and these: what takes the place of others does so for what is parked too"),
            Map.entry("trial_question_waits", "the questions of one release are few"),
            Map.entry("repository_name", "the repositories are few"),
            Map.entry("contribution_recent", "nobody lists all states by their latest change any more"),
            Map.entry("sample_digest", "no job names a sample by its digest any more"),
            Map.entry("flyway_schema_history_s_idx", "the library's that brings the tables to their form"),
            Map.entry("scheduled_tasks_priority", "the library's, as its documentation has it"));

    @TempDir
    static Path folder;

    private static Set<String> statements = Set.of();

    @BeforeAll
    static void ask() {
        var asked = new Statements();
        try (var site = Site.in(folder, null, asked::of);
                var jobs = EveryPageTest.stage(site)) {
            AskEverything.of(site);
            WorkBehindThePages.on(site);
        }
        statements = asked.seen();
    }

    @Test
    void readsNoMoreThanIsShown() throws SQLException {
        var complaints = new ArrayList<String>();
        try (var database = tables()) {
            for (var sql : statements) {
                complaints.addAll(PlanOfStatement.of(database, sql).complaints());
            }
        }
        assertThat(statements).hasSizeGreaterThan(200);
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyExemptionIsNeeded() throws SQLException {
        var needed = new TreeSet<String>();
        try (var database = tables()) {
            for (var sql : statements) {
                needed.addAll(PlanOfStatement.of(database, sql).exemptions());
            }
        }
        assertThat(needed).containsExactlyInAnyOrderElementsOf(PlanOfStatement.allExemptions());
    }

    @Test
    void everyIndexIsNeeded() throws SQLException {
        var spare = new TreeSet<String>();
        try (var database = tables()) {
            var readers = readers(database);
            database.setAutoCommit(false);
            for (var index : indexes(database)) {
                execute(database, "drop index " + index);
                if (complaints(database, readers.getOrDefault(index, List.of())).isEmpty()) {
                    spare.add(index);
                }
                database.rollback();
            }
        }
        assertThat(spare).containsExactlyInAnyOrderElementsOf(SPARE.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from contribution order by title limit 50",
                "select count(*) from contribution",
                "select * from audit where number < ? and at < ? order by number desc limit ?",
                "select * from audit where actor in (?, ?) order by at desc, number desc limit ?",
                "select * from audit where action = ? and actor = ? order by at, number limit ?",
                "select * from job where state = ? order by created_at desc limit ?",
                "select max(id) from outbox where last_error = ?",
                "select r.name from run c join release r on r.repository = c.repository where c.number > ? and c.head = ?",
                "select name from release where started_by = ? order by started_at desc limit 1",
                "select rowid from contribution_text where rowid > 7",
                "select words, report from release_output where stage = ?"
            })
    void whatReadsMoreIsComplainedOf(String sql) throws SQLException {
        assertThat(complaints(sql)).isNotEmpty();
    }

    /** They begin as those do that are forgiven something, and read something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from outbox where state = 'parked' and target in (select title from contribution)",
                "select message from job_attempt where kind in (?, ?) and worker in (select why from audit) limit ?",
                "with recursive each (it) as ( select min(action) from audit union all select (select min(action) from"
                        + " audit where reason > each.it) from each where each.it is not null) select it from each",
                "delete from outbox where id in (select id from outbox where created_at < ? limit ?)",
                "select c.*, r.owner, r.name, r.installation from (select * from (select"
                        + " c.repository, c.number from contribution c order by c.title limit ?) w) p join sample s"
            })
    void anExemptionIsForNothingElse(String sql) throws SQLException {
        assertThat(complaints(sql)).isNotEmpty();
    }

    private static List<String> complaints(String sql) throws SQLException {
        try (var database = tables()) {
            return complaints(database, List.of(sql));
        }
    }

    /** A statement that names the index cannot even be planned without it. */
    private static List<String> complaints(Connection database, List<String> statements) {
        var complaints = new ArrayList<String>();
        for (var sql : statements) {
            try {
                complaints.addAll(PlanOfStatement.of(database, sql).complaints());
            } catch (SQLException e) {
                complaints.add(e.getMessage());
            }
        }
        return complaints;
    }

    /** The tables and indexes of the site, in memory. */
    private static Connection tables() throws SQLException {
        var database = DriverManager.getConnection("jdbc:sqlite::memory:");
        execute(database, "restore from " + folder.resolve(Site.DATABASE));
        return database;
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Those that somebody made, not those of keys. */
    private static List<String> indexes(Connection database) throws SQLException {
        var indexes = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select name from sqlite_master where type = 'index' and sql is not null order by name")) {
            while (rows.next()) {
                indexes.add(rows.getString(1));
            }
        }
        return indexes;
    }

    /** The statements that read by each index. */
    private static Map<String, List<String>> readers(Connection database) throws SQLException {
        var readers = new TreeMap<String, List<String>>();
        for (var sql : statements) {
            for (var index : PlanOfStatement.of(database, sql).indexes()) {
                readers.computeIfAbsent(index, name -> new ArrayList<>()).add(sql);
            }
        }
        return readers;
    }
}
