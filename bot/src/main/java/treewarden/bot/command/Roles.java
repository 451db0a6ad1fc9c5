package treewarden.bot.command;

import java.util.List;
import treewarden.domain.Person;
import treewarden.forge.Permission;
import treewarden.forge.RepositoryForge;

/**
 * Who is a maintainer and who is a triager. Whoever is a maintainer is a triager as well.
 *
 * @param maintainers any one of these makes a maintainer
 * @param triagers any one of these makes a triager
 */
public record Roles(List<Role> maintainers, List<Role> triagers) {
    /** Whoever may write to the repository maintains, and whoever may triage there triages. */
    public static final Roles USUAL = new Roles(
            List.of(new Role.OfPermission(Permission.WRITE)), List.of(new Role.OfPermission(Permission.TRIAGE)));

    /**
     * Whether somebody is a maintainer, asked of the code host at this moment.
     *
     * @throws treewarden.forge.ForgeException where it cannot be found out
     */
    public boolean isMaintainer(Person person, RepositoryForge forge) {
        return new Asker(person, forge, this).isMaintainer();
    }

    /**
     * What somebody is to a repository, asked of the code host at this moment: by the same rule as each of their commands.
     *
     * @throws treewarden.forge.ForgeException where it cannot be found out
     */
    public Rank rank(Person person, RepositoryForge forge) {
        var asker = new Asker(person, forge, this);
        if (!asker.isPerson()) {
            return Rank.STRANGER;
        }
        if (asker.permission().isAtLeast(Permission.ADMIN)) {
            return Rank.ADMIN;
        }
        if (asker.isMaintainer()) {
            return Rank.MAINTAINER;
        }
        if (asker.isTriager()) {
            return Rank.TRIAGER;
        }
        return asker.permission().isAtLeast(Permission.READ) ? Rank.READER : Rank.STRANGER;
    }

    public Roles {
        maintainers = List.copyOf(maintainers);
        triagers = List.copyOf(triagers);
        if (maintainers.isEmpty()) {
            throw new IllegalArgumentException("without a role of maintainers nobody could decide anything");
        }
    }
}
