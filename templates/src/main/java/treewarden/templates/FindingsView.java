package treewarden.templates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;
import treewarden.domain.Position;

/** The findings as a template shows them: by leaf, the worst leaves first, errors before warnings. */
final class FindingsView {
    private static final Comparator<CheckedLeaf> WORST_FIRST =
            Comparator.comparing((CheckedLeaf leaf) -> leaf.errors() == 0).thenComparing(CheckedLeaf::path);

    private static final Comparator<Finding> ERRORS_FIRST = Comparator.comparing(Finding::severity)
            .thenComparingInt(finding -> finding.at().line())
            .thenComparingInt(finding -> finding.at().column());

    /** Leaves whose findings are not folded. */
    private static final int OPEN = 3;

    private FindingsView() {}

    static Map<String, Object> of(CommentModel model, Detail detail) {
        var groups = new ArrayList<Map<String, Object>>();
        int room = detail.findings();
        int total = 0;
        for (var leaf : model.leaves().stream().sorted(WORST_FIRST).toList()) {
            total += leaf.findings().size();
            int shown = Math.min(room, leaf.findings().size());
            if (shown > 0) {
                groups.add(group(leaf, shown, model.links(), detail));
                room -= shown;
            }
        }
        int left = total - (detail.findings() - room);
        int open = Math.min(OPEN, groups.size());
        var folded = groups.subList(open, groups.size());
        return Map.of(
                "groups",
                groups.subList(0, open),
                "folded",
                folded,
                "folded_rows",
                folded.stream().mapToInt(FindingsView::rows).sum(),
                "findings",
                total,
                "left",
                left,
                "rules",
                left > 0 ? rules(model) : List.of());
    }

    private static int rows(Map<String, Object> group) {
        return ((List<?>) group.getOrDefault("rows", List.of())).size();
    }

    /** Every finding, in the order of the tables. */
    static List<Finding> inOrder(CommentModel model) {
        return model.leaves().stream()
                .sorted(WORST_FIRST)
                .flatMap(leaf -> leaf.findings().stream().sorted(ERRORS_FIRST))
                .toList();
    }

    private static Map<String, Object> group(CheckedLeaf leaf, int shown, Links links, Detail detail) {
        var rows = leaf.findings().stream()
                .sorted(ERRORS_FIRST)
                .limit(shown)
                .map(finding -> row(finding, links, detail))
                .toList();
        return Map.of("file", new Fragment(file(leaf.path(), links, detail)), "rows", rows);
    }

    private static Map<String, Object> row(Finding finding, Links links, Detail detail) {
        return Map.of(
                "warning", !finding.isError(),
                "where", new Fragment(where(finding, links)),
                "what", new Fragment(Markdown.text(finding.message(), detail.line())),
                "mend", new Fragment(Markdown.text(finding.remedy(), detail.line())),
                "rule", new Fragment(Markdown.code(finding.rule())));
    }

    private static String file(String path, Links links, Detail detail) {
        if (path.equals(Finding.PULL_REQUEST)) {
            return "The pull request";
        }
        var label = path.length() > detail.line() ? path.substring(0, detail.line()) + " ..." : path;
        return leadsAstray(path) ? Markdown.code(label) : Markdown.codeLink(label, address(path, links));
    }

    private static String where(Finding finding, Links links) {
        if (finding.path().equals(Finding.PULL_REQUEST)) {
            return "pull request";
        }
        boolean wholeFile = finding.pointer().isEmpty() && finding.at().equals(Position.START);
        var words = wholeFile ? "file" : "line " + finding.at().line();
        if (leadsAstray(finding.path())) {
            return words;
        }
        var address = address(finding.path(), links);
        return Markdown.link(
                words, wholeFile ? address : address + "#L" + finding.at().line());
    }

    private static String address(String path, Links links) {
        return links.commitFiles() + Markdown.encodedPath(path);
    }

    /** A browser would walk up from where our part of the address ends; and nobody clicks an address of a page's length. */
    private static boolean leadsAstray(String path) {
        return path.length() > 300 || ("/" + path + "/").contains("/../") || ("/" + path + "/").contains("/./");
    }

    private static List<Fragment> rules(CommentModel model) {
        Map<String, Long> counts = inOrder(model).stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(8)
                .map(entry -> new Fragment(entry.getValue() + " " + Markdown.code(entry.getKey())))
                .toList();
    }
}
