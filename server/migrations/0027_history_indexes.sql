-- What a request looks up among things that only become more.

-- The book is a handful; the copies that orders keep of an address are as many as parcels.
create index addresses_book on addresses (brand_id, member_id, id desc) where in_book;
create index batches_recall on batches (brand_id, recall_id, id) where recall_id is not null;
create index member_imports_without_file on member_imports (brand_id, id) where run_id is null;
