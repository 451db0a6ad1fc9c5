package treewarden.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * By what a statement chooses rows: for each select in it, how many conditions there are on a table.
 *
 * @param made how each index was made
 * @param counts tells a condition that has to be met by an index
 */
record Conditions(String sql, Map<String, String> made, Predicate<String> counts) {
    private static final String LEFT_OUT = "<>";

    /** Where the conditions of a select end that is not in brackets. */
    private static final Pattern END =
            Pattern.compile(" (?:order by|group by|limit|union|returning) ", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)");

    /**
     * Whether rows are met that another condition than the index's drops. Of several selects from a table the one with
     * the most conditions is taken for the one that is read by the most columns.
     *
     * @param reads all steps
     * @param isFew tells a step of which so few rows come that some may be dropped
     */
    boolean isTooWide(MatchResult read, List<MatchResult> reads, Predicate<MatchResult> isFew) {
        var name = read.group(2);
        var columns = reads.stream()
                .filter(each -> each.group(2).equals(name) && !isFew.test(each))
                .sorted(Comparator.comparingInt(Conditions::columns).reversed())
                .toList();
        var needed = needed(name, read.group(3));
        int place = columns.indexOf(read);
        return place < needed.size() && needed.get(place) > columns(read);
    }

    /** Whether what it says stands in brackets, of which nothing is left here. */
    static boolean isInBrackets(String condition) {
        return condition.contains(LEFT_OUT);
    }

    private static int columns(MatchResult read) {
        return read.group(4) == null ? 0 : read.group(4).split(" AND ", -1).length;
    }

    /** For each select from what goes by this name, the most first. */
    private List<Integer> needed(String name, String index) {
        var needed = new ArrayList<Integer>();
        var from = Pattern.compile("\\b(?:from|update) (?:\\w+ )?" + name + "\\b((?:(?! from | union ).)*?) where ")
                .matcher(sql);
        while (from.find()) {
            boolean isJoined = from.group(1).contains(" join ");
            needed.add(count(upToItsEnd(sql.substring(from.end())), isJoined ? name + "." : "", index));
        }
        needed.sort(Comparator.reverseOrder());
        return needed;
    }

    /** How many there are beside those that the index holds to. */
    private int count(String conditions, String prefix, String index) {
        var how = made.getOrDefault(index, "");
        int count = 0;
        for (var condition : conditions.split(" and ", -1)) {
            var said = condition.strip();
            boolean isHeldByTheIndex = how.contains(" where ") && how.endsWith(said.replaceFirst("^\\w+\\.", ""));
            boolean isOfAnother = !said.startsWith(prefix);
            count += isHeldByTheIndex || isOfAnother || said.equals("1 = 1") || !counts.test(said) ? 0 : 1;
        }
        return count;
    }

    /** What stands in brackets is left out. */
    private static String upToItsEnd(String where) {
        int depth = 0;
        int end = 0;
        while (end < where.length() && depth >= 0) {
            depth += where.charAt(end) == '(' ? 1 : where.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        var flat = depth < 0 ? where.substring(0, end - 1) : where;
        while (IN_BRACKETS.matcher(flat).find()) {
            flat = IN_BRACKETS.matcher(flat).replaceAll(LEFT_OUT);
        }
        var stop = END.matcher(flat);
        return stop.find() ? flat.substring(0, stop.start()) : flat;
    }
}
