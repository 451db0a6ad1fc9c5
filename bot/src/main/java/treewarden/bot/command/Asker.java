package treewarden.bot.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Person;
import treewarden.forge.ForgeException;
import treewarden.forge.Permission;
import treewarden.forge.PullRequest;
import treewarden.forge.RepositoryForge;
import treewarden.forge.Team;

/**
 * Who asks, and what they may do at this moment. The code host is asked only for what matters, once, by the account's id:
 * whose login is somebody else's by now, who is shut out, and what is a program, may nothing.
 *
 * <p>What cannot be found out throws {@link ForgeException}: it is never taken for a yes, nor for a no.
 */
final class Asker {
    private final Person person;
    private final RepositoryForge forge;
    private final Roles roles;
    private final Map<Team, Boolean> teams = new HashMap<>();
    private @Nullable Boolean isPerson;
    private @Nullable Permission permission;

    Asker(Person person, RepositoryForge forge, Roles roles) {
        this.person = person;
        this.forge = forge;
        this.roles = roles;
    }

    Person person() {
        return person;
    }

    /** Whether the account is still theirs, and one of a person who is not shut out. */
    boolean isPerson() {
        if (isPerson == null) {
            isPerson = forge.account(person.login())
                    .filter(account -> account.isPerson() && account.person().id() == person.id())
                    .isPresent();
        }
        return isPerson;
    }

    boolean isAuthorOf(PullRequest pullRequest) {
        return isPerson() && pullRequest.author().id() == person.id();
    }

    boolean isMaintainer() {
        return isPerson() && has(roles.maintainers());
    }

    boolean isTriager() {
        return isPerson() && (has(roles.triagers()) || has(roles.maintainers()));
    }

    /** What they may do in the repository. */
    Permission permission() {
        if (permission == null) {
            try {
                permission = forge.permission(person);
            } catch (ForgeException.Missing e) {
                permission = Permission.NONE;
            }
        }
        return permission;
    }

    /** Any one is enough, so that a team which cannot be asked about does not keep out who is in by another role. */
    private boolean has(List<Role> any) {
        ForgeException trouble = null;
        for (var role : any) {
            try {
                if (has(role)) {
                    return true;
                }
            } catch (ForgeException e) {
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return false;
    }

    private boolean has(Role role) {
        if (role instanceof Role.OfTeam inTeam) {
            return teams.computeIfAbsent(inTeam.team(), team -> forge.isInTeam(person, team));
        }
        return permission().isAtLeast(((Role.OfPermission) role).least());
    }
}
