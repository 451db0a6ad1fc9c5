package treewarden.bot.command;

import java.util.Locale;
import java.util.regex.Pattern;
import treewarden.forge.Permission;
import treewarden.forge.Team;

/** What makes somebody a triager or a maintainer: a permission on the repository, or a team. */
public sealed interface Role {
    /** Somebody with this permission, or a stronger one. */
    record OfPermission(Permission least) implements Role {}

    /** A member of this team. */
    record OfTeam(Team team) implements Role {}

    /**
     * The role in the words of a configuration: {@code triage}, {@code write}, {@code maintain}, {@code admin}, or
     * {@code organization/team-slug}.
     *
     * @throws IllegalArgumentException where it is none; the message says what is
     */
    static Role of(String text) {
        var team = Words.TEAM.matcher(text);
        if (team.matches()) {
            return new OfTeam(new Team(team.group(1), team.group(2)));
        }
        return switch (text) {
            case "triage", "write", "maintain", "admin" ->
                new OfPermission(Permission.valueOf(text.toUpperCase(Locale.ROOT)));
            default ->
                throw new IllegalArgumentException(
                        "must be triage, write, maintain, admin, or a team as organization/team-slug");
        };
    }

    /** How a team is written. */
    final class Words {
        private static final Pattern TEAM = Pattern.compile("([A-Za-z0-9-]{1,39})/([A-Za-z0-9._-]{1,100})");

        private Words() {}
    }
}
