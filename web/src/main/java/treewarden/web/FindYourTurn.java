package treewarden.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.domain.Person;
import treewarden.store.SearchContributions.Listed;
import treewarden.store.Tables;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/**
 * What waits for somebody who has signed in, the longest wait first. Whose turn a contribution is says its state alone;
 * this adds who of that party is meant: whoever looks after it, and where nobody does, everybody who may decide.
 */
final class FindYourTurn {
    /** As much as one looks at before it is done. */
    static final int MOST = 20;

    private FindYourTurn() {}

    /** @param why whose move it is, in words, as a sentence */
    record Yours(Listed listed, String why) {}

    /** One more than {@link #MOST} where there are more. */
    static List<Yours> of(Tables tables, Visitor visitor) {
        var person = visitor.person();
        if (person == null) {
            return List.of();
        }
        return tables
                .search()
                .waitingFor(
                        person.id(),
                        role(visitor.role()),
                        states(EnumSet.of(Party.TRIAGER, Party.MAINTAINER)),
                        states(EnumSet.of(Party.CONTRIBUTOR)),
                        MOST + 1)
                .stream()
                .map(it -> new Yours(it, why(it.contribution(), person)))
                .toList();
    }

    private static Set<ContributionState> role(PageRole role) {
        var parties = EnumSet.noneOf(Party.class);
        if (role.isAtLeast(PageRole.TRIAGER)) {
            parties.add(Party.TRIAGER);
        }
        if (role.isAtLeast(PageRole.MAINTAINER)) {
            parties.add(Party.MAINTAINER);
        }
        return states(parties);
    }

    private static Set<ContributionState> states(Set<Party> parties) {
        return Arrays.stream(ContributionState.values())
                .filter(state -> parties.contains(state.turn().whose()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContributionState.class)));
    }

    private static String why(Contribution it, Person person) {
        var turn = it.turn();
        var assignee = it.assignee();
        if (turn.whose() == Party.CONTRIBUTOR) {
            return "It is yours: " + turn.why() + ".";
        }
        return (assignee != null && assignee.id() == person.id()
                        ? "You look after it: "
                        : "It waits for " + turn.whose().words() + ": ")
                + turn.why() + ".";
    }
}
