package treewarden.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            "repository=? AND head=?", // contributions with the same commit
            "task_name=? AND task_instance=?", // of a job
            "release_name=?",
            "person=?", // views that somebody keeps
            "model=?", // releases: some in a month
            "job=?",
            "target=?", // effects on one thing
            "account=?",
            "id=?",
            "name=?",
            "id_hash=?",
            "one=?");

    /** Columns that fill whole pages: whoever does not ask for one reads the row's others from an index alone. */
    private static final Map<String, String> WIDE = Map.of("release_output", "report");

    /** A step of SQLite: what it does, with which table, by which index and by which columns of it. */
    private static final Pattern STEP = Pattern.compile(
            "(SCAN|SEARCH) (\\w+)(?: USING (?:COVERING )?INDEX (\\w+))?(?: \\((.*)\\))?(?: LEFT-JOIN)?");

    /** How a virtual table is read: the words behind its number say by what, and are not there where it is by nothing. */
    private static final Pattern VIRTUAL = Pattern.compile("SCAN (\\w+) VIRTUAL TABLE INDEX \\d+:(.*)");

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
        return complaints(forgiven());
    }

    /** What is forgiven it that it could not do without. */
    Set<String> exemptions() {
        return bounded()
                .flatMap(Bounded::each)
                .filter(each -> {
                    var others = forgiven();
                    others.remove(each.getValue());
                    return !complaints(others).isEmpty();
                })
                .map(Map.Entry::toString)
                .collect(Collectors.toSet());
    }

    private Set<String> forgiven() {
        return bounded().flatMap(bounded -> bounded.reads().stream()).collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<Bounded> bounded() {
        return Bounded.ALL.stream().filter(bounded -> sql.startsWith(bounded.begins()));
    }

    /** What is forgiven any statement. */
    static Set<String> allExemptions() {
        return Bounded.ALL.stream()
                .flatMap(Bounded::each)
                .map(Map.Entry::toString)
                .collect(Collectors.toSet());
    }

    /** The indexes that it reads. */
    Set<String> indexes() {
        return reads().map(read -> read.group(3)).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private List<String> complaints(Set<String> forgiven) {
        var reads = reads().toList();
        var complaints = new ArrayList<String>();
        for (var read : reads) {
            if (!forgiven.contains(read(read))
                    && (read.group(1).equals("SCAN") ? !isAllShown(read) : isTooMuch(read, reads, forgiven))) {
                complaints.add(read.group());
            }
        }
        steps.stream().filter(step -> isReadInFull(step, forgiven)).forEach(complaints::add);
        if (!forgiven.contains(Bounded.SORT) && !reads.stream().allMatch(this::isFew)) {
            steps.stream().filter(step -> step.contains("TEMP B-TREE")).forEach(complaints::add);
        }
        return complaints.stream().map(step -> step + "   <- " + sql).toList();
    }

    /** A virtual table of which no words are asked, or all rows with them. */
    private boolean isReadInFull(String step, Set<String> forgiven) {
        var virtual = VIRTUAL.matcher(step);
        return virtual.matches()
                && !forgiven.contains(virtual.group(1))
                && (virtual.group(2).isEmpty() || !sql.contains(" limit "));
    }

    private Stream<MatchResult> reads() {
        return steps.stream()
                .map(STEP::matcher)
                .filter(step -> step.matches() && made.containsKey(table(step.group(2))))
                .map(Matcher::toMatchResult);
    }

    /** The index that is read, or the table where there is none. */
    private String read(MatchResult step) {
        return step.group(3) == null ? table(step.group(2)) : step.group(3);
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
    private boolean isTooMuch(MatchResult read, List<MatchResult> reads, Set<String> forgiven) {
        var by = read.group(4);
        if (isWide(read)) {
            return true;
        }
        if (isFew(read)) {
            return false;
        }
        Predicate<String> counts =
                condition -> !forgiven.contains(Bounded.IN_BRACKETS) || !Conditions.isInBrackets(condition);
        return by == null
                || new Conditions(sql, made, counts).isTooWide(read, reads, this::isFew)
                || !isByWhatIsAsked(by, reads);
    }

    /** A range by itself may be walked through to the limit; beside other tables it would be for each of their rows. */
    private static boolean isByWhatIsAsked(String by, List<MatchResult> reads) {
        return reads.size() == 1 || by.contains("=?");
    }

    /** Whether it walks through what stands in whole pages of a row, and does not ask for it. */
    private boolean isWide(MatchResult read) {
        var table = table(read.group(2));
        var wide = WIDE.get(table);
        return wide != null
                && !read.group().contains("COVERING")
                && !sql.contains(wide)
                && !sql.contains("*")
                && sql.startsWith("select ");
    }
}
