package treewarden.forge.github;

import java.util.Locale;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.forge.ForgeException;
import treewarden.forge.Permission;

/** Reads GitHub's word on what somebody may do. */
final class Permissions {
    private Permissions() {}

    static Permission of(Answers.May answer, Person person) {
        if (Answers.Account.person(answer.user()).id() != person.id()) {
            throw new ForgeException.Missing("the login " + Printable.quoted(person.login())
                    + " belongs to another account than the one with the id " + person.id()
                    + ", which was renamed or deleted");
        }
        var coarse = known(Rest.need(answer.permission(), "permission"));
        if (answer.role() == null) {
            return coarse;
        }
        // A role that an organization made up stands on one of GitHub's own, which the coarse word tells.
        return switch (answer.role().toLowerCase(Locale.ROOT)) {
            case "triage" -> Permission.TRIAGE;
            case "maintain" -> Permission.MAINTAIN;
            default -> coarse;
        };
    }

    private static Permission known(String word) {
        return switch (word) {
            case "admin" -> Permission.ADMIN;
            case "write" -> Permission.WRITE;
            case "read" -> Permission.READ;
            case "none" -> Permission.NONE;
            default ->
                throw new ForgeException.Transient(
                        "GitHub's answer has a permission that is not known: " + Printable.quoted(word), null);
        };
    }
}
