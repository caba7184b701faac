package io.holdfast.springboot.host;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.Webhooks;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where providers deliver: the bytes as they came, and no more of them than any provider needs. */
@RestController
final class HooksController {
    private final Webhooks webhooks;

    HooksController(SyncEngine engine) {
        webhooks = engine.webhooks();
    }

    // spotless:off
    @PostMapping("/hooks/{secret}")
    ResponseEntity<Void> receive(
            @PathVariable("secret") String secret, @RequestHeader MultiValueMap<String, String> headers, InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(webhooks.maxBytes() + 1);
        return ResponseEntity.status(webhooks.receive("POST", secret, headers, bytes)).build();
    }
    // spotless:on
}
