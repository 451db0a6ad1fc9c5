package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import treewarden.worker.hub.HubAccount.Writing;

/** Answers of the Hub to the question who asks, as they are known from it; single quotes stand for double ones. */
class HubAccountTest {
    private static final HubRepo MODEL = HubRepo.model("community/model");
    private static final HubRepo DATA = HubRepo.dataset("community/data");

    @Test
    void aTokenForReadingWritesNowhere() throws IOException {
        var account = account("'role': 'read'");

        assertThat(account.name()).isEqualTo("ada");
        assertThat(account.mayWrite(MODEL)).isEqualTo(Writing.NO);
    }

    @Test
    void aTokenForWritingWritesWhereItsAccountMay() throws IOException {
        var account = account("'role': 'write'");

        assertThat(account.mayWrite(MODEL)).isEqualTo(Writing.EVERYWHERE);
        assertThat(account.mayWrite(HubRepo.model("ada/model"))).isEqualTo(Writing.EVERYWHERE);
        assertThat(account.mayWrite(HubRepo.model("readers/model")))
                .as("a member who only reads there")
                .isEqualTo(Writing.NO);
        assertThat(account.mayWrite(HubRepo.model("strangers/model"))).isEqualTo(Writing.NO);
    }

    @Test
    void aFineGrainedTokenWritesWhereItsScopesSay() throws IOException {
        var account = fineGrained("""
                {'entity': {'_id': '1', 'type': 'model', 'name': 'community/model'},
                 'permissions': ['repo.content.read', 'repo.write']},
                {'entity': {'_id': '2', 'type': 'dataset', 'name': 'community/data'},
                 'permissions': ['repo.content.read']}
                """);

        assertThat(account.mayWrite(MODEL)).isEqualTo(Writing.LIMITED);
        assertThat(account.mayWrite(DATA)).as("it only reads there").isEqualTo(Writing.NO);
        assertThat(account.mayWrite(HubRepo.dataset("community/model")))
                .as("another kind of repository of the same name")
                .isEqualTo(Writing.NO);
    }

    @Test
    void aFineGrainedTokenOfAWholeOrganizationWritesEverywhereInIt() throws IOException {
        var account = fineGrained("{'entity': {'type': 'org', 'name': 'community'}, 'permissions': ['repo.write']}");

        assertThat(account.mayWrite(MODEL)).isEqualTo(Writing.EVERYWHERE);
        assertThat(account.mayWrite(HubRepo.model("ada/model"))).isEqualTo(Writing.NO);
    }

    @Test
    void whatTheHubDoesNotTellIsNotGuessed() throws IOException {
        assertThat(account("'displayName': 'x'").mayWrite(MODEL)).isEqualTo(Writing.UNTOLD);
        assertThat(account("'role': 'fineGrained'").mayWrite(MODEL)).isEqualTo(Writing.UNTOLD);
        assertThat(fineGrained("{'entity': {'type': 'model'}, 'permissions': ['repo.write']}")
                        .mayWrite(MODEL))
                .as("a repository whose name is not told")
                .isEqualTo(Writing.UNTOLD);
    }

    private static HubAccount fineGrained(String scoped) throws IOException {
        return account("'role': 'fineGrained', 'fineGrained': {'canReadGatedRepos': false, 'global': [], 'scoped': ["
                + scoped + "]}");
    }

    private static HubAccount account(String token) throws IOException {
        return HubAccount.of(Reply.JSON.readTree("""
                {'name': 'ada', 'type': 'user',
                 'orgs': [{'name': 'community', 'roleInOrg': 'write'}, {'name': 'readers', 'roleInOrg': 'read'}],
                 'auth': {'type': 'access_token', 'accessToken': {%s}}}
                """.formatted(token).replace('\'', '"')));
    }
}
