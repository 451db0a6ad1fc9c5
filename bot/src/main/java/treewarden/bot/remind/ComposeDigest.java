package treewarden.bot.remind;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.bot.check.Addresses;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect.ShowDigest;
import treewarden.domain.Party;
import treewarden.domain.Repository;
import treewarden.store.ContributionFilter;
import treewarden.store.Tables;
import treewarden.templates.DigestIssue;
import treewarden.templates.ReminderComment.Stage;

/** Sums a repository's week up, on the day that the community chose for it. */
final class ComposeDigest {
    /** Rows of each table: a digest that is long is not read. */
    private static final int MOST_ROWS = 15;

    /** More happens in no week of a community. */
    private static final int MOST_MOVED = 1_000;

    /** Where what happened in a week ends, in the order in which it is told. */
    private static final List<ContributionState> ENDS = List.of(
            ContributionState.APPROVED,
            ContributionState.MERGED,
            ContributionState.RELEASED,
            ContributionState.REJECTED,
            ContributionState.CLOSED);

    private final ReminderRules rules;
    private final Addresses addresses;
    private final DigestIssue issue = new DigestIssue();

    ComposeDigest(ReminderRules rules, Addresses addresses) {
        this.rules = rules;
        this.addresses = addresses;
    }

    /** The digest of this week, where its day has come and it is not there yet. */
    Optional<ShowDigest> due(Tables tables, Repository repository, Instant now) {
        var day = rules.calendar().day(now);
        var week = week(day);
        if (rules.digest() == null
                || !rules.calendar().isDigestDay(day, rules.digest())
                || tables.forgeIds()
                        .find(ShowDigest.target(repository.id(), week))
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new ShowDigest(
                ContributionId.ofAll(repository.id()),
                week,
                "Taxonomy digest, week " + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " of "
                        + day.get(IsoFields.WEEK_BASED_YEAR),
                issue.render(model(tables, repository, week, now))));
    }

    private static String week(LocalDate day) {
        return "%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private DigestIssue.Model model(Tables tables, Repository repository, String week, Instant now) {
        var of = ContributionFilter.ALL.of(repository.id());
        var triagers = of.turnOf(Party.TRIAGER);
        var maintainers = of.turnOf(Party.MAINTAINER);
        var contributors = of.turnOf(Party.CONTRIBUTOR);
        var waiting = Stream.of(triagers, maintainers)
                .flatMap(filter -> tables.contributions().list(filter.page(MOST_ROWS, 0)).stream())
                .sorted(Comparator.comparing(Contribution::stateSince))
                .limit(MOST_ROWS)
                .map(one -> row(one, now))
                .toList();
        var stale = tables.contributions().list(contributors.page(MOST_ROWS, 0)).stream()
                .filter(one -> rules.stage(one.stateSince(), now)
                        .filter(stage -> stage != Stage.REMINDED)
                        .isPresent())
                .map(one -> row(one, now))
                .toList();
        return new DigestIssue.Model(
                week,
                tables.contributions().count(triagers),
                tables.contributions().count(maintainers),
                tables.contributions().count(contributors),
                moved(tables, of, now),
                waiting,
                stale,
                addresses.queue());
    }

    /** How many came to each end within the last seven days. */
    private static Map<String, Integer> moved(Tables tables, ContributionFilter of, Instant now) {
        var from = now.minus(Duration.ofDays(7));
        var latest = tables.contributions()
                .list(of.in(Set.copyOf(ENDS))
                        .by(ContributionFilter.Order.LATEST_CHANGE)
                        .page(MOST_MOVED, 0));
        var moved = new LinkedHashMap<String, Integer>();
        for (var state : ENDS) {
            var count = (int) latest.stream()
                    .filter(one -> one.state() == state && one.stateSince().isAfter(from))
                    .count();
            if (count > 0) {
                moved.put(state.words(), count);
            }
        }
        return moved;
    }

    private DigestIssue.Waiting row(Contribution contribution, Instant now) {
        var assignee = contribution.assignee();
        return new DigestIssue.Waiting(
                contribution,
                addresses.page(contribution.repository(), contribution.id().number()),
                rules.calendar().daysBetween(contribution.stateSince(), now),
                assignee == null ? "" : assignee.login());
    }
}
