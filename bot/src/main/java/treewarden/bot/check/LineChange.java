package treewarden.bot.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.taxonomy.Fixes;
import treewarden.taxonomy.yaml.Source;

/**
 * Whole lines of a file and what they read once the fixes on them are made: the form in which a code host takes a change.
 *
 * @param firstLine counted from 1
 * @param replacement each line with its line break, the last one too; empty where the lines go
 * @param findings whose fixes these are, in the order of the file
 */
record LineChange(int firstLine, int lastLine, String replacement, List<Finding> findings) {
    /** Findings that touch the same lines, which change together. */
    private record Group(int first, int last, List<Finding> findings) {}

    /**
     * The changes of a file, in its order.
     *
     * @param findings with a fix
     * @param most changes to work out: each costs a look at the whole file
     */
    static List<LineChange> of(byte[] file, List<Finding> findings, int most) {
        var source = Source.lenient(file);
        if (source.text().indexOf('\uFFFD') >= 0 || source.text().indexOf('\r') >= 0) {
            return List.of();
        }
        var changes = new ArrayList<LineChange>();
        var groups = groups(findings);
        for (var group : groups.subList(0, Math.min(most, groups.size()))) {
            var after = new String(Fixes.apply(file, group.findings()).bytes(), StandardCharsets.UTF_8);
            var before = source.text();
            var from = source.start(group.first());
            var to = group.last() < source.lines() ? source.start(group.last() + 1) : before.length();
            var end = after.length() - (before.length() - to);
            var lines = end < from ? "" : after.substring(from, end);
            if (!lines.equals(before.substring(from, to)) && to > from) {
                var whole = lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
                changes.add(new LineChange(group.first(), group.last(), whole, group.findings()));
            }
        }
        return changes;
    }

    private static List<Group> groups(List<Finding> findings) {
        var groups = new ArrayList<Group>();
        var inOrder = findings.stream()
                .filter(finding -> finding.fix() != null && !Fixes.mendsAllBreaks(finding) && !isInvisible(finding))
                .sorted(Comparator.comparingInt(
                        (Finding finding) -> from(finding).line()))
                .toList();
        for (var finding : inOrder) {
            var last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && from(finding).line() <= last.last()) {
                last.findings().add(finding);
                groups.set(
                        groups.size() - 1,
                        new Group(last.first(), Math.max(last.last(), lastLine(finding)), last.findings()));
            } else {
                groups.add(new Group(from(finding).line(), lastLine(finding), new ArrayList<>(List.of(finding))));
            }
        }
        return groups;
    }

    /** A byte order mark or a line break at the very end: nothing that a line shows. */
    static boolean isInvisible(Finding finding) {
        var fix = fix(finding);
        return fix.from().equals(fix.to())
                && (fix.replacement().isEmpty() || fix.replacement().equals("\n"));
    }

    private static Edit fix(Finding finding) {
        return Objects.requireNonNull(finding.fix());
    }

    private static Position from(Finding finding) {
        return fix(finding).from();
    }

    /** A change that ends before the first character of a line leaves that line alone. */
    private static int lastLine(Finding finding) {
        var fix = fix(finding);
        return fix.to().column() == 1 && fix.to().line() > fix.from().line()
                ? fix.to().line() - 1
                : fix.to().line();
    }
}
