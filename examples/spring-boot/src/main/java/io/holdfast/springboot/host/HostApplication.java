package io.holdfast.springboot.host;

import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.eventbrite.EventbriteOptions;
import io.holdfast.port.ProviderConnector;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The product. */
@SpringBootApplication
public class HostApplication {
    /** Made by Spring. */
    public HostApplication() {}

    @Bean
    ProviderConnector eventbrite(@Value("${host.eventbrite}") URI address) {
        return EventbriteConnector.create(
                EventbriteOptions.builder().baseUri(address).build());
    }

    /** Deliveries are let in by the secret in their address, and probes without a word; all else by name and password. */
    @Bean
    SecurityFilterChain doors(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/hooks/**", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole("OPERATOR")
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Who may sign in; a true product asks its own directory. What each may do of Holdfast, {@link Members} say. */
    @Bean
    UserDetailsService people(@Value("${host.password}") String password) {
        String stored = "{noop}" + password;
        return new InMemoryUserDetailsManager(
                User.withUsername("vera").password(stored).roles("MEMBER").build(),
                User.withUsername("eddy").password(stored).roles("MEMBER").build(),
                User.withUsername("ada").password(stored).roles("MEMBER").build(),
                User.withUsername("ops").password(stored).roles("OPERATOR").build());
    }
}
