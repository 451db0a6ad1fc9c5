package treewarden.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.Finding;
import treewarden.web.view.Page;

/** What the checks found, file by file, as the page shows it. */
final class DescribeFindings {
    private static final Comparator<Finding> ERRORS_FIRST = Comparator.comparing(Finding::severity)
            .thenComparingInt(finding -> finding.at().line())
            .thenComparingInt(finding -> finding.at().column());

    private final Addresses addresses;

    DescribeFindings(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Files with findings, the worst first.
     *
     * @param more how many there are for which there is no room
     */
    record Shown(List<Page.File> files, int more) {}

    Shown of(Contribution it, List<CheckedLeaf> checked, Room room) {
        var found = checked.stream()
                .filter(leaf -> !leaf.findings().isEmpty())
                .sorted(Comparator.comparing((CheckedLeaf leaf) -> leaf.errors() == 0)
                        .thenComparing(CheckedLeaf::path))
                .toList();
        var files = new ArrayList<Page.File>();
        int left = Room.FINDINGS;
        for (var leaf : found.subList(0, Math.min(room.files(), found.size()))) {
            if (left > 0) {
                var file = file(it, leaf, Math.min(left, room.findingsOfAFile()));
                files.add(file);
                left -= file.findings().size();
            }
        }
        return new Shown(files, found.size() - files.size());
    }

    private Page.File file(Contribution it, CheckedLeaf leaf, int most) {
        boolean isLeaf = isLeaf(leaf.path());
        return new Page.File(
                isLeaf ? leaf.path() : "The pull request",
                isLeaf ? addresses.file(it.repository(), it.head(), leaf.path()) : addresses.pullRequest(it),
                leaf.findings().stream()
                        .sorted(ERRORS_FIRST)
                        .limit(most)
                        .map(finding -> found(it, finding))
                        .toList(),
                Math.max(0, leaf.findings().size() - most));
    }

    private Page.Found found(Contribution it, Finding finding) {
        int line = finding.at().line();
        return new Page.Found(
                finding.isError(),
                finding.rule(),
                line,
                finding.at().column(),
                isLeaf(finding.path())
                        ? addresses.line(it.repository(), it.head(), finding.path(), line)
                        : addresses.pullRequest(it),
                finding.message(),
                finding.remedy());
    }

    private static boolean isLeaf(String path) {
        return !path.equals(Finding.PULL_REQUEST);
    }
}
