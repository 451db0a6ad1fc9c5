package treewarden.app.signin;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.bot.Repositories;
import treewarden.bot.command.Rank;
import treewarden.bot.command.Roles;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.github.SignInWithGitHub;
import treewarden.web.session.SignIn;
import treewarden.web.session.Standing;

/** GitHub says who somebody is, to themselves; and what they may do, to the App. */
public final class AskGitHub implements SignIn {
    private static final Logger log = LoggerFactory.getLogger(AskGitHub.class);

    private final SignInWithGitHub people;
    private final Forge forge;
    private final Repositories repositories;
    private final Roles roles;

    /** @param roles who is what, as for commands */
    public AskGitHub(SignInWithGitHub people, Forge forge, Repositories repositories, Roles roles) {
        this.people = people;
        this.forge = forge;
        this.repositories = repositories;
        this.roles = roles;
    }

    @Override
    public URI start(String state, String challenge) {
        return people.start(state, challenge);
    }

    @Override
    public Person person(String code, String verifier) throws Refused {
        try {
            return people.person(code, verifier);
        } catch (ForgeException.Invalid e) {
            log.info("a sign-in was refused: {}", e.getMessage());
            throw new Refused("GitHub did not take it (" + Printable.plain(String.valueOf(e.getMessage()))
                    + "). A code holds once, for ten minutes: sign in again. If it stays so, the operator has to compare"
                    + " `sign-in.client-id` and its secret with the App's settings.");
        } catch (ForgeException e) {
            log.warn("somebody could not sign in: {}", e.getMessage());
            throw new Refused("GitHub could not be asked who you are. Try again in a minute.");
        }
    }

    /** One repository that answers is enough for what it answers; where none does, nobody knows. */
    @Override
    public Standing standing(Person person) {
        Rank most = null;
        for (var repository : repositories.list()) {
            try {
                most = larger(most, roles.rank(person, forge.in(repository)));
            } catch (ForgeException e) {
                log.warn(
                        "what {} may do in {} could not be found out: {}",
                        Printable.plain(person.login()),
                        repository.fullName(),
                        e.getMessage());
            }
        }
        return most == null ? Standing.UNKNOWN : standing(most);
    }

    private static Rank larger(@Nullable Rank one, Rank other) {
        return one == null || other.compareTo(one) > 0 ? other : one;
    }

    private static Standing standing(Rank rank) {
        return switch (rank) {
            case STRANGER -> Standing.STRANGER;
            case READER -> Standing.READER;
            case TRIAGER -> Standing.TRIAGER;
            case MAINTAINER -> Standing.MAINTAINER;
            case ADMIN -> Standing.ADMIN;
        };
    }
}
