package treewarden.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How SQLite runs a statement, whatever is in the tables. What is read beyond what is asked for is complained of: a whole
 * table, rows that another condition than the index's drops, rows that are sorted before a page of them is cut.
 *
 * @param sql of the statement
 * @param steps as SQLite words them: {@code SEARCH job USING INDEX job_of_state (state=? AND id<?)}
 * @param made how each table and each index was made
 */
record PlanOfStatement(String sql, List<String> steps, Map<String, String> made) {
    /** What may be read as a whole, and why it stays small. */
    private static final Map<String, String> SMALL = Map.of(
            "repository", "those that the installation tends",
            "worker", "those that live, and those that were lost within a day",
            "withdrawal", "made by hand, and all of it is shown",
            "state_count", "one row for each state");

    /** Of one of these there are so few rows that they may be sorted, and some left out. */
    private static final Set<String> FEW = Set.of(
            "repository=? AND number=?", // of a contribution
            "repository=? AND contribution=?",
            "release_name=?",
            "person=?", // views that somebody keeps
            "model=?", // releases: some in a month
            "job=?",
            "target=?", // effects on one thing
            "account=?",
            "id=?",
            "name=?",
            "one=?");

    /** Statements that may read more than they show, and why that has an end. */
    private static final Map<String, String> BOUNDED = Map.of(
            "with t as materialized (select rowid >> ",
            "of what words find, at most 2,000 are sorted",
            "select count(*) from (select rowid >> ",
            "and counted",
            "select c.*, r.owner, r.name, r.installation from (select * from (select ",
            "20 rows of each state are merged",
            "select path, number, sampled from contribution_leaf ",
            "names that begin with a folder's and a sign before the slash stand between the folder and what is in it",
            "select distinct path from leaf_example ",
            "and there too",
            "with recursive each (it) as ",
            "one look into an index for each value",
            "select kind, ended_at / ? as ended_on, count(*)",
            "attempts of fourteen days, for a row of each day",
            "select message from job_attempt where kind in ",
            "failures of fourteen days",
            "select coalesce(sum(case when opened_at >= ",
            "what is under way, counted from an index alone");

    /** A step of SQLite: what it does, with which table, by which index and by which columns of it. */
    private static final Pattern STEP = Pattern.compile(
            "(SCAN|SEARCH) (\\w+)(?: USING (?:COVERING )?INDEX (\\w+))?(?: \\((.*)\\))?(?: LEFT-JOIN)?");

    private static final Pattern CONDITIONS =
            Pattern.compile(".*? where (.*?)(?: order by .*| group by .*| limit .*| union all .*|$)");

    static PlanOfStatement of(Connection database, String sql) throws SQLException {
        var steps = new ArrayList<String>();
        var made = new HashMap<String, String>();
        try (var statement = database.createStatement()) {
            try (var rows = statement.executeQuery("explain query plan " + sql)) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
            try (var rows = statement.executeQuery("select name, sql from sqlite_master where sql is not null")) {
                while (rows.next()) {
                    made.put(rows.getString("name"), rows.getString("sql").toLowerCase(Locale.ROOT));
                }
            }
        }
        return new PlanOfStatement(sql.replaceAll("\\s+", " "), steps, made);
    }

    /** Where it reads more than it has to; empty where it does not. */
    List<String> complaints() {
        if (BOUNDED.keySet().stream().anyMatch(sql::startsWith)) {
            return List.of();
        }
        var reads = steps.stream()
                .map(STEP::matcher)
                .filter(step -> step.matches() && made.containsKey(table(step.group(2))))
                .map(step -> step.toMatchResult())
                .toList();
        var complaints = new ArrayList<String>();
        for (var read : reads) {
            if (read.group(1).equals("SCAN") ? !isAllShown(read) : isTooMuch(read, reads.size())) {
                complaints.add(read.group());
            }
        }
        if (!reads.stream().allMatch(this::isFew)) {
            steps.stream().filter(step -> step.contains("TEMP B-TREE")).forEach(complaints::add);
        }
        return complaints.stream().map(step -> step + "   <- " + sql).toList();
    }

    /** The table that goes by this name in the statement. */
    private String table(String name) {
        var said = Pattern.compile("\\b(?:from|join) (\\w+) (?:as )?" + name + "\\b")
                .matcher(sql);
        return said.find() && made.containsKey(said.group(1)) ? said.group(1) : name;
    }

    private boolean isFew(MatchResult read) {
        var by = read.group(4);
        return SMALL.containsKey(table(read.group(2)))
                || (by != null && FEW.stream().anyMatch(few -> (by + " AND").startsWith(few + " AND")));
    }

    /** Either of something small, or in the order of an index and only as far as a page goes. */
    private boolean isAllShown(MatchResult read) {
        return isFew(read)
                || (read.group(3) != null
                        && sql.contains(" limit ")
                        && !sql.contains(" where ")
                        && !sql.contains(" group by "));
    }

    /** Whether it goes through an index from its end, or meets rows that another condition than the index's drops. */
    private boolean isTooMuch(MatchResult read, int others) {
        var by = read.group(4);
        if (isFew(read)) {
            return false;
        }
        if (by == null) {
            return true;
        }
        if (others > 1 && !sql.contains(" union all ")) {
            return !by.contains("=?");
        }
        var conditions = CONDITIONS.matcher(sql);
        return conditions.matches() && needed(conditions.group(1), read.group(3)) > by.split(" AND ").length;
    }

    /** How many conditions there are beside those by which the rows of an index are chosen. */
    private int needed(String conditions, String index) {
        var made = this.made.getOrDefault(index, "");
        int needed = 0;
        for (var condition :
                conditions.replaceAll("\\([^()]*(\\([^()]*\\)[^()]*)*\\)", "()").split(" and ")) {
            boolean isHeldByTheIndex = made.contains(" where ") && made.endsWith(condition.strip());
            needed += isHeldByTheIndex || condition.strip().equals("1 = 1") ? 0 : 1;
        }
        return needed;
    }
}
