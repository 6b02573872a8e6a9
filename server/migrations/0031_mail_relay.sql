-- A brand may have an SMTP relay of its own.
alter table brand_credentials drop constraint brand_credentials_service_check;
alter table brand_credentials add constraint brand_credentials_service_check check (service in ('customer.io', 'smtp'));
