package treewarden.bot.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import treewarden.domain.Finding;
import treewarden.domain.Printable;
import treewarden.domain.Severity;
import treewarden.forge.ChangedFile;
import treewarden.forge.ChangedFiles;
import treewarden.forge.PullRequest;
import treewarden.forge.RepositoryForge;
import treewarden.taxonomy.RuleSetting;

/** What is to be said of a pull request that brings leaves and of no file of it. */
final class InspectPullRequest {
    /** Paths and commits that a message names. */
    private static final int NAMED = 5;

    private final PullRequestSettings settings;
    private final BlobReader blobs;

    InspectPullRequest(PullRequestSettings settings, BlobReader blobs) {
        this.settings = settings;
        this.blobs = blobs;
    }

    /** A pull request, and what was read of it so far. */
    record Read(RepositoryForge forge, PullRequest pullRequest, ChangedFiles changed, HeadTree tree) {}

    List<Finding> inspect(Read read) {
        var findings = new ArrayList<Finding>();
        for (var rule : PullRequestRule.values()) {
            if (settings.of(rule) != RuleSetting.OFF) {
                trouble(rule, read).ifPresent(trouble -> findings.add(finding(rule, trouble)));
            }
        }
        return List.copyOf(findings);
    }

    private Finding finding(PullRequestRule rule, Trouble trouble) {
        var severity = settings.of(rule) == RuleSetting.ERROR ? Severity.ERROR : Severity.WARNING;
        return Finding.onPullRequest(rule.slug(), severity, trouble.message(), trouble.remedy());
    }

    /** What is wrong, and how to mend it. */
    record Trouble(String message, String remedy) {}

    private Optional<Trouble> trouble(PullRequestRule rule, Read read) {
        return switch (rule) {
            case DESCRIPTION ->
                Description.trouble(read.pullRequest().body(), () -> blobs.template(read.forge(), read.tree()));
            case OUTSIDE_THE_TREE -> outside(read.changed());
            case SIGN_OFF ->
                SignOff.trouble(read.forge().commits(read.pullRequest().number()));
        };
    }

    private static Optional<Trouble> outside(ChangedFiles changed) {
        var outside = changed.files().stream()
                .map(ChangedFile::path)
                .filter(path -> !path.startsWith("knowledge/") && !path.startsWith("compositional_skills/"))
                .sorted()
                .toList();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trouble(
                        "Beside leaves it changes what is in neither tree: " + named(outside) + ".",
                        "Take that out, or bring it in a pull request of its own."));
    }

    /** The first few of a list, and how many more there are. */
    static String named(List<String> names) {
        var more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return String.join(
                        ", ", names.stream().limit(NAMED).map(Printable::plain).toList())
                + more;
    }
}
