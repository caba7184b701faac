package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How users and their tokens lose what they may, and get it back. */
final class AccessTest {
    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 3);
    private final Client client = new Client(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aRestoredTokenCountsAgainForTheSameUser() {
        String other = sandbox.newAccount("Other");
        String before = client.get("users/me/", other).body();

        sandbox.revoke(other);
        assertRefused(client.get("users/me/", other), 401, "INVALID_AUTH");
        sandbox.restore(other);

        assertThat(client.get("users/me/", other).body()).isEqualTo(before);
    }

    @Test
    void whatNeverWasATokenIsNeitherRevokedNorRestored() {
        sandbox.restore("UNKNOWN");
        sandbox.revoke(sandbox.publicToken());

        assertRefused(client.get("users/me/", "UNKNOWN"), 401, "INVALID_AUTH");
        assertRefused(client.get("users/me/", sandbox.publicToken()), 403, "NOT_AUTHORIZED");
    }

    @Test
    void theAppKeyIsNoToken() {
        assertRefused(client.get("users/me/", sandbox.clientId()), 401, "INVALID_AUTH");
    }

    @Test
    void whoHasLostTheOrganizationIsAUserStillAndSeesNothingOfIt() {
        List<String> ofTheOrganization = ofTheOrganization();

        sandbox.loseOrganization(sandbox.token());

        assertThat(client.get("users/me/", sandbox.token()).statusCode()).isEqualTo(200);
        assertThat(client.json("users/me/organizations/").get("organizations")).isEmpty();
        assertThat(ofTheOrganization)
                .allSatisfy(path -> assertRefused(client.get(path, sandbox.token()), 403, "NOT_AUTHORIZED"));
        assertRefused(client.get("events/1/", sandbox.token()), 404, "NOT_FOUND");
    }

    @Test
    void whoRegainsTheOrganizationSeesItAgain() {
        List<String> ofTheOrganization = ofTheOrganization();
        sandbox.loseOrganization(sandbox.token());

        sandbox.regainOrganization(sandbox.token());

        assertThat(client.json("users/me/organizations/").get("organizations")).hasSize(1);
        assertThat(ofTheOrganization)
                .allSatisfy(path -> assertThat(client.get(path, sandbox.token()).statusCode())
                        .isEqualTo(200));
    }

    @Test
    void oneUserLosesTheirOrganizationAndTheOthersKeepTheirs() {
        String other = sandbox.newAccount("Other");
        sandbox.revoke(other);

        sandbox.loseOrganization(other);
        sandbox.restore(other);

        assertThat(Client.read(client.get("users/me/organizations/", other)).get("organizations"))
                .isEmpty();
        assertThat(client.json("users/me/organizations/").get("organizations")).hasSize(1);
    }

    @Test
    void theEdgeBlocksEveryRequestWhateverTheToken() {
        sandbox.edgeBlock(true);

        assertThat(List.of(
                        client.get("users/me/", sandbox.token()),
                        client.get("events/" + event.id() + "/attendees/", "UNKNOWN"),
                        client.browse("authorize", Map.of()),
                        client.post(Map.of("grant_type", "authorization_code"))))
                .allSatisfy(AccessTest::assertBlocked);

        sandbox.edgeBlock(false);
        assertThat(client.get("users/me/", sandbox.token()).headers().firstValue("x-rate-limit"))
                .hasValueSatisfying(budget -> assertThat(budget).contains(" 1/2000 "));
    }

    @Test
    void faultsWaitWhileTheEdgeBlocks() {
        sandbox.inject("users/me", 1, Fault.error(500, "INTERNAL_ERROR"));
        sandbox.edgeBlock(true);
        client.get("users/me/", sandbox.token());

        sandbox.edgeBlock(false);

        assertRefused(client.get("users/me/", sandbox.token()), 500, "INTERNAL_ERROR");
        assertThat(client.get("users/me/", sandbox.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void theEdgeCanBlockOneRequest() {
        sandbox.inject("users/me", 1, Fault.edgeBlock());

        assertBlocked(client.get("users/me/", sandbox.token()));
        assertThat(client.get("users/me/", sandbox.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void anInvalidTokenIsAnswered400IfTheSandboxIsToldSo() {
        try (EventbriteSandbox documented =
                EventbriteSandbox.builder().revokedAs(400).start()) {
            Client stranger = new Client(documented);
            documented.revoke(documented.token());

            assertRefused(stranger.get("users/me/", documented.token()), 400, "INVALID_AUTH");
            assertRefused(stranger.get("users/me/", "UNKNOWN"), 400, "INVALID_AUTH");
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnceAndNamesNoToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.loseOrganization("SECRET"))
                .withMessageContaining("expected a token")
                .withMessageNotContaining("SECRET");
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.regainOrganization(sandbox.publicToken()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventbriteSandbox.builder().revokedAs(403))
                .withMessage("expected 401 or 400 but found 403");
    }

    private List<String> ofTheOrganization() {
        String told = "events/" + event.id() + "/";
        String organization = client.json(told).get("organization_id").asText();
        return List.of(
                "organizations/" + organization + "/events/",
                told,
                told + "attendees/",
                told + "attendees/" + event.attendees().get(0).id() + "/");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.read(answer).get("error").asText()).isEqualTo(error);
    }

    private static void assertBlocked(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
        assertThat(answer.headers().firstValue("server")).contains("CloudFront");
        assertThat(answer.headers().firstValue("x-cache")).contains("Error from cloudfront");
        assertThat(answer.headers().firstValue("x-rate-limit")).isEmpty();
        assertThat(answer.body()).contains("403 ERROR", "Request blocked.").hasSizeBetween(900, 930);
    }
}
