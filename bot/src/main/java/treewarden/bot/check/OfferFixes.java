package treewarden.bot.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.Suggest;
import treewarden.domain.Finding;
import treewarden.domain.LineSuggestion;
import treewarden.forge.Lines;
import treewarden.forge.PullRequest;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.Validator;
import treewarden.taxonomy.schema.Schemas;
import treewarden.templates.Markdown;
import treewarden.templates.SuggestionText;

/**
 * Gathers the fixes of one check that the code host can offer on their lines: those of findings, and those that bring a
 * leaf to the newest schema version.
 */
final class OfferFixes {
    /** Suggestions of one review; a reader has enough with these. */
    private static final int MOST = 20;

    /** Longer ones nobody reads in a comment. */
    private static final int LONGEST = 4_000;

    private final Validator latest;
    private final List<LineSuggestion> placed = new ArrayList<>();
    private final List<SuggestionText.Left> left = new ArrayList<>();
    private int unplaced;

    /** @param latest checks leaves as the newest version */
    OfferFixes(Validator latest) {
        this.latest = latest;
    }

    /** Takes the fixes of a leaf. */
    void offer(CheckedLeaf checked, LeafFile file, Surroundings around, List<Lines> shown) {
        var findings = new ArrayList<>(fixable(checked, file.path()));
        if (checked.version() > 0 && checked.version() < Schemas.LATEST) {
            migrate(file, around, findings);
        }
        unplaced += findings.size();
        for (var change : LineChange.of(file.bytes(), findings, MOST)) {
            place(file.path(), change, shown);
        }
    }

    private void migrate(LeafFile file, Surroundings around, List<Finding> findings) {
        var asLatest = latest.check(file, around);
        var fixes = fixable(asLatest, file.path());
        if (fixes.isEmpty()) {
            return;
        }
        fixes.stream()
                .filter(fix -> findings.stream()
                        .noneMatch(had -> String.valueOf(had.fix()).equals(String.valueOf(fix.fix()))))
                .forEach(findings::add);
        var remedies = new LinkedHashSet<String>();
        asLatest.findings().stream()
                .filter(finding -> finding.rule().equals("schema") && finding.fix() == null)
                .forEach(finding -> remedies.add(finding.message() + " " + finding.remedy()));
        if (!remedies.isEmpty()) {
            left.add(new SuggestionText.Left(file.path(), List.copyOf(remedies)));
        }
    }

    private static List<Finding> fixable(CheckedLeaf checked, String path) {
        return checked.findings().stream()
                .filter(finding -> finding.fix() != null && finding.path().equals(path))
                .toList();
    }

    private void place(String path, LineChange change, List<Lines> shown) {
        var isShown = shown.stream().anyMatch(lines -> lines.holds(change.firstLine(), change.lastLine()));
        if (isShown
                && placed.size() < MOST
                && change.replacement().length() <= LONGEST
                && Markdown.canBeSuggested(change.replacement())) {
            var words = SuggestionText.onLines(change.findings(), change.replacement());
            placed.add(new LineSuggestion(path, change.firstLine(), change.lastLine(), words));
            unplaced -= change.findings().size();
        }
    }

    /** What is to be written of all that was taken; nothing where no line can carry a suggestion. */
    Optional<Suggest> suggest(ContributionId contribution, PullRequest pullRequest) {
        if (placed.isEmpty()) {
            return Optional.empty();
        }
        var inOrder = placed.stream()
                .sorted(Comparator.comparing(LineSuggestion::path).thenComparingInt(LineSuggestion::firstLine))
                .toList();
        var review = new SuggestionText.Review(inOrder.size(), unplaced, Schemas.LATEST, left);
        return Optional.of(new Suggest(contribution, pullRequest.head(), review.markdown(), inOrder));
    }

    /** The login that {@code created_by} is filled in with. */
    static @Nullable String author(PullRequest pullRequest) {
        return pullRequest.author().equals(PullRequest.GHOST)
                ? null
                : pullRequest.author().login();
    }
}
